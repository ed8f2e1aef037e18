package io.github.taosspring.data;

import java.util.Locale;

import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.relational.core.dialect.AbstractDialect;
import org.springframework.data.relational.core.dialect.IdGeneration;
import org.springframework.data.relational.core.dialect.LimitClause;
import org.springframework.data.relational.core.dialect.LockClause;
import org.springframework.data.relational.core.dialect.OrderByNullPrecedence;
import org.springframework.data.relational.core.sql.IdentifierProcessing;
import org.springframework.data.relational.core.sql.LockOptions;

/**
 * TDengine's SQL for Spring Data JDBC, found by itself where {@code spring-data-jdbc} is
 * on the class path.
 * <p>
 * The identifier of an entity is its table's primary timestamp, which the application
 * sets. INSERT writes a row anew where its timestamp exists, and there is no UPDATE: new
 * entities and changed ones alike go by {@code JdbcAggregateOperations.insert} and
 * {@code insertAll}; {@code save} of an entity with an identifier is an UPDATE to Spring
 * Data, unless the entity implements {@code Persistable}. A property of the column
 * {@code tbname} names the child table of a row that is inserted into a super table.
 * There are no generated keys, no locks and no joins other than those of TDengine.
 * Immutable.
 */
public final class TaosDialect extends AbstractDialect implements JdbcDialect {

	/** The only one there is. */
	public static final TaosDialect INSTANCE = new TaosDialect();

	private static final Limit LIMIT = new Limit();

	private static final NoLock NO_LOCK = new NoLock();

	private static final Identifiers IDENTIFIERS = new Identifiers();

	private static final NoGeneratedIds NO_GENERATED_IDS = new NoGeneratedIds();

	private TaosDialect() {
	}

	@Override
	public String getName() {
		return "TDengine";
	}

	@Override
	public LimitClause limit() {
		return LIMIT;
	}

	@Override
	public LockClause lock() {
		return NO_LOCK;
	}

	@Override
	public IdentifierProcessing getIdentifierProcessing() {
		return IDENTIFIERS;
	}

	@Override
	public IdGeneration getIdGeneration() {
		return NO_GENERATED_IDS;
	}

	@Override
	public OrderByNullPrecedence orderByNullHandling() {
		return OrderByNullPrecedence.NONE;
	}

	/**
	 * LIMIT and OFFSET behind ORDER BY. OFFSET needs a LIMIT.
	 */
	private static final class Limit implements LimitClause {

		@Override
		public String getLimit(long limit) {
			return "LIMIT " + limit;
		}

		@Override
		public String getOffset(long offset) {
			return getLimitOffset(Long.MAX_VALUE, offset);
		}

		@Override
		public String getLimitOffset(long limit, long offset) {
			return "LIMIT " + limit + " OFFSET " + offset;
		}

		@Override
		public Position getClausePosition() {
			return Position.AFTER_ORDER_BY;
		}

	}

	/**
	 * Refuses locks.
	 */
	private static final class NoLock implements LockClause {

		@Override
		public String getLock(LockOptions lockOptions) {
			throw new UnsupportedOperationException("TDengine has no locks: " + lockOptions.getLockMode());
		}

		@Override
		public Position getClausePosition() {
			return Position.AFTER_ORDER_BY;
		}

	}

	/**
	 * Names in back-quotes, derived ones in lower case, as TDengine makes of names
	 * without quotes. {@code tbname} is no column but a function and stays bare.
	 */
	private static final class Identifiers implements IdentifierProcessing {

		@Override
		public String quote(String identifier) {
			return "tbname".equalsIgnoreCase(identifier) ? identifier : '`' + identifier + '`';
		}

		@Override
		public String standardizeLetterCase(String identifier) {
			return identifier.toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * Identifiers are set by the application.
	 */
	private static final class NoGeneratedIds implements IdGeneration {

		@Override
		public boolean supportedForBatchOperations() {
			return false;
		}

		@Override
		public boolean sequencesSupported() {
			return false;
		}

	}

}
