package io.github.taosspring.client.fuzz;

import java.util.List;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

/**
 * What reads inputs that a server sends. One instance serves one thread.
 */
public interface FuzzTarget {

	/**
	 * Return the name, which failing inputs bear.
	 */
	String name();

	/**
	 * Return the inputs to damage.
	 */
	List<Sample> samples();

	/**
	 * Return whether inputs are text in JSON.
	 */
	boolean isText();

	/**
	 * Read an input. What comes out but a {@code TaosException} is a failure.
	 * @param sample what the input was made of
	 * @return what reads the values of an input that was accepted, {@code null} if there
	 * are none
	 */
	@Nullable Values read(Sample sample, byte[] input);

	/**
	 * Return how many bytes reading an input may allocate.
	 */
	long allowed(int size);

	/**
	 * The values of an accepted input.
	 */
	interface Values {

		/**
		 * Read the values, each on its own: a failure of one does not keep others from
		 * being read.
		 * @return how many were asked for
		 */
		int readAll(SplittableRandom random);

	}

}
