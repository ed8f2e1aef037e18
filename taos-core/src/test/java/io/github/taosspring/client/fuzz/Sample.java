package io.github.taosspring.client.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * An input that is as it should be, from which damaged ones are made.
 *
 * @param name a name by which a target finds what belongs to it
 * @param bytes the input
 */
public record Sample(String name, byte[] bytes) {

	/**
	 * Make a sample of a text.
	 */
	public static Sample of(String name, String text) {
		return new Sample(name, text.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public String toString() {
		return this.name + " (" + this.bytes.length + " bytes)";
	}

}
