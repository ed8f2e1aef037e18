/**
 * The sample: measures the host, stores it in TDengine, shows it.
 */
@NullMarked
package io.github.taosspring.sample;

import org.jspecify.annotations.NullMarked;
