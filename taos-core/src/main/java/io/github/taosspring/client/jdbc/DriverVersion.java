package io.github.taosspring.client.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Name and version of this driver, as the build wrote them.
 */
final class DriverVersion {

	static final String NAME = "taos-spring JDBC driver for TDengine";

	static final String VERSION = read();

	static final int MAJOR = part(0);

	static final int MINOR = part(1);

	private DriverVersion() {
	}

	private static String read() {
		try (InputStream in = DriverVersion.class.getResourceAsStream("driver.properties")) {
			Properties properties = new Properties();
			if (in != null) {
				properties.load(in);
			}
			return properties.getProperty("version", "0.0");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("driver.properties of the driver cannot be read", ex);
		}
	}

	private static int part(int index) {
		return Integer.parseInt(VERSION.split("[.-]")[index]);
	}

}
