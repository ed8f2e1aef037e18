package io.github.taosspring.embedded.internal.engine;

import io.github.taosspring.embedded.internal.sql.SqlException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that an expression too deep for the stack is refused and does no harm.
 */
class DeepExpressionTests {

	@Test
	void refusesWhatIsTooDeepByName() {
		try (Engine engine = new Engine()) {
			EngineSession session = engine.openSession("root", "taosdata");
			String sql = "select " + "1+".repeat(200_000) + "1";
			assertThatExceptionOfType(SqlException.class).isThrownBy(() -> session.execute(sql, 0))
				.withMessageContaining("nested this deeply")
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0100));
			assertThat(session.execute("select 1", 0)).isInstanceOf(Rows.class);
		}
	}

}
