package io.github.taosspring.schema;

import java.math.BigDecimal;
import java.time.Instant;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.mapping.Column;
import io.github.taosspring.mapping.CompositeKey;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.mapping.Ts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SuperTableDdl}.
 */
class SuperTableDdlTests {

	@Test
	void namesAreQuotedAndTypesHaveTheirLengths() {
		assertThat(SuperTableDdl.create(new TaosMappingContext().entity(Trade.class)))
			.isEqualTo("CREATE STABLE IF NOT EXISTS `Trades` (`ts` TIMESTAMP, `seq` BIGINT PRIMARY KEY, "
					+ "`price` DECIMAL(18, 4), `buyer` NCHAR(40), `flags` SMALLINT UNSIGNED) "
					+ "TAGS (`Symbol` VARCHAR(16), `venue` VARCHAR(255))");
	}

	@SuperTable("Trades")
	record Trade(@Ts Instant ts, @CompositeKey long seq, @Column(precision = 18, scale = 4) BigDecimal price,
			@Column(type = TaosType.NCHAR, length = 40) String buyer,
			@Column(type = TaosType.SMALLINT_UNSIGNED) int flags,
			@TableName("trades_{symbol}") @Tag(name = "Symbol", length = 16) String symbol, @Tag String venue) {

	}

}
