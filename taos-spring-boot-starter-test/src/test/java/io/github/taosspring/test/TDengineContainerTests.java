package io.github.taosspring.test;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of what a container is before it runs; there is no Docker here.
 */
class TDengineContainerTests {

	@Test
	@SuppressWarnings("resource")
	void exposesTheAdapter() {
		GenericContainer<?> container = new TDengineContainer("tdengine/tdengine:latest");
		assertThat(container.getExposedPorts()).containsExactly(6041);
	}

	@Test
	void takesOnlyTdengineAndDeclaredSubstitutes() {
		assertThatIllegalStateException().isThrownBy(() -> new TDengineContainer("redis:7"));
		DockerImageName mirror = DockerImageName.parse("mirror.example/td:1")
			.asCompatibleSubstituteFor(TDengineContainer.IMAGE);
		assertThat(new TDengineContainer(mirror).getExposedPorts()).containsExactly(6041);
	}

	@Test
	void itsConnectionDetailsFactoryIsFound() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader())
			.load(ConnectionDetailsFactory.class, (type, name, failure) -> {
			}))
			.anySatisfy((factory) -> assertThat(factory).isInstanceOf(TDengineContainerConnectionDetailsFactory.class));
	}

}
