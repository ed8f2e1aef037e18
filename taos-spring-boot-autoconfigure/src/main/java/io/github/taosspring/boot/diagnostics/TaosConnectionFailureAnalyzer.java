package io.github.taosspring.boot.diagnostics;

import io.github.taosspring.boot.TaosSslBundle;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.support.TaosExceptionTranslator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/**
 * Tells a refused login, an unreachable server and a missing database apart, whether the
 * connection was tried for {@code taos.fail-fast} or by a bean at start-up.
 */
final class TaosConnectionFailureAnalyzer implements FailureAnalyzer {

	private static final int DATABASE_NOT_EXIST = 0x0388;

	private final Environment environment;

	TaosConnectionFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		TaosException cause = TaosExceptionTranslator.taosException(failure);
		if (cause == null) {
			return null;
		}
		ConfiguredServer server = ConfiguredServer.of(this.environment);
		if (cause.sqlState().equals("28000")) {
			return new FailureAnalysis(
					"TDengine" + server.at() + " refused the login" + server.ofUser() + " (" + describe(cause) + ").",
					"Check taos.username/taos.password; both may also stand in taos.url, where '%' and '@' must be "
							+ "percent-encoded.",
					failure);
		}
		if (cause.code() == DATABASE_NOT_EXIST) {
			return new FailureAnalysis(
					"TDengine" + server.at() + " has no such database" + server.ofDatabase() + " (" + describe(cause)
							+ ").",
					"Create the database, or mend taos.database or the database in taos.url. To create it from this "
							+ "application, leave both out and name the database in the statements.",
					failure);
		}
		if (TaosSslBundle.isCause(cause)) {
			return new FailureAnalysis(
					"TDengine" + server.at() + " cannot be reached over TLS (" + describe(cause) + ").",
					"Set taos.ssl.bundle to an SSL bundle (spring.ssl.bundle.*) whose trust store has the authority "
							+ "of the server's certificate and, for a server that asks for one, whose key store has "
							+ "the client's certificate. The host in taos.url must stand in the server's certificate.",
					failure);
		}
		if (cause instanceof TaosConnectionException || cause instanceof TaosTimeoutException) {
			return new FailureAnalysis("TDengine" + server.at() + " cannot be reached (" + describe(cause) + ").",
					"Check host and port in taos.url (taosAdapter listens on 6041), and that taosAdapter and taosd run. "
							+ "Without taos.fail-fast=true the application starts nevertheless and connects when it "
							+ "needs to.",
					failure);
		}
		return null;
	}

	/** The text with the code before it, as users look codes up. */
	private static String describe(TaosException cause) {
		String text = String.valueOf(cause.getMessage());
		String code = String.format("0x%04X", cause.code());
		String suffix = " (" + code + ")";
		boolean suffixed = text.regionMatches(true, text.length() - suffix.length(), suffix, 0, suffix.length());
		return suffixed ? code + " " + text.substring(0, text.length() - suffix.length()) : text;
	}

}
