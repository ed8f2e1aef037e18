package io.github.taosspring.sample.measure;

import java.util.List;

/**
 * A machine that can be measured. Read by one thread at a time.
 */
public interface Machine {

	/**
	 * Return the machine's name.
	 * @return the name, not empty
	 */
	String name();

	/**
	 * Read all devices. Rates are those since the last call.
	 * @return a measurement for each device that has at least one value
	 */
	List<Measurement> read();

}
