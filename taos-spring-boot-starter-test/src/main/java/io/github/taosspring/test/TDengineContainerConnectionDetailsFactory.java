package io.github.taosspring.test;

import io.github.taosspring.boot.TaosConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/**
 * Makes connection details of a {@link TDengineContainer} that is a
 * {@code @ServiceConnection}.
 */
final class TDengineContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<TDengineContainer, TaosConnectionDetails> {

	@Override
	protected TaosConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<TDengineContainer> source) {
		return new Details(source);
	}

	private static final class Details extends ContainerConnectionDetails<TDengineContainer>
			implements TaosConnectionDetails {

		Details(ContainerConnectionSource<TDengineContainer> source) {
			super(source);
		}

		@Override
		public String getUrl() {
			return getContainer().getUrl();
		}

		@Override
		public String getUsername() {
			return getContainer().getUsername();
		}

		@Override
		public String getPassword() {
			return getContainer().getPassword();
		}

		/**
		 * Return the bundle of an annotation such as {@code @PemTrustStore} beside
		 * {@code @ServiceConnection}.
		 */
		@Override
		public @Nullable SslBundle getSslBundle() {
			return super.getSslBundle();
		}

		@Override
		public String toString() {
			return "TaosConnectionDetails of a TDengine container";
		}

	}

}
