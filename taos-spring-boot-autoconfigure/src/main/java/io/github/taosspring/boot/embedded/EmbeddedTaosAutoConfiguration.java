package io.github.taosspring.boot.embedded;

import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.github.taosspring.boot.InvalidTaosPropertyException;
import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.TaosConnectionDetails;
import io.github.taosspring.boot.TaosProperties;
import io.github.taosspring.boot.TaosSslBundle;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.embedded.EmbeddedTaosPathException;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of the embedded server. It starts only if
 * {@code taos.embedded.enabled} is true and nothing else says where TDengine is. The
 * client and all that uses it depend on it, so it starts before them and stops after
 * them.
 */
@AutoConfiguration(before = TaosAutoConfiguration.class)
@ConditionalOnClass(EmbeddedTaosServer.class)
@ConditionalOnBooleanProperty("taos.embedded.enabled")
@Conditional(OnMissingUrlCondition.class)
@ConditionalOnMissingBean({ TaosConnectionDetails.class, TaosClientOptions.class, TaosClient.class })
@EnableConfigurationProperties(TaosProperties.class)
public final class EmbeddedTaosAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	EmbeddedTaosServer embeddedTaosServer(TaosProperties properties, ObjectProvider<SslBundles> sslBundles) {
		SslBundle bundle = serverBundle(properties, sslBundles.getIfAvailable());
		try {
			EmbeddedTaosServer.Builder builder = EmbeddedTaosServer.builder().port(properties.getEmbedded().getPort());
			if (bundle != null) {
				builder.tls(bundle.createSslContext());
			}
			Path path = properties.getEmbedded().getPath();
			if (path != null) {
				builder.path(path);
			}
			return builder.start();
		}
		catch (EmbeddedTaosPathException ex) {
			throw new InvalidTaosPropertyException("taos.embedded.path", ex);
		}
		catch (IllegalArgumentException | UncheckedIOException ex) {
			throw new InvalidTaosPropertyException("taos.embedded.port", ex);
		}
	}

	@Bean
	TaosConnectionDetails embeddedTaosConnectionDetails(EmbeddedTaosServer server, TaosProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		SslBundle bundle = serverBundle(properties, sslBundles.getIfAvailable());
		SslBundle trusting = (bundle != null)
				? TaosSslBundle.find("taos.ssl.bundle", properties.getSsl().getBundle(), sslBundles.getIfAvailable())
				: null;
		return new EmbeddedTaosConnectionDetails(server.url(), properties.getDatabase(),
				(trusting != null) ? trusting : bundle);
	}

	private static @Nullable SslBundle serverBundle(TaosProperties properties, @Nullable SslBundles sslBundles) {
		return TaosSslBundle.find("taos.embedded.ssl.bundle", properties.getEmbedded().getSsl().getBundle(),
				sslBundles);
	}

}
