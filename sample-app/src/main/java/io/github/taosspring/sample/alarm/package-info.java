/**
 * Alarms: what a listener finds to be over its threshold goes to the page.
 */
@NullMarked
package io.github.taosspring.sample.alarm;

import org.jspecify.annotations.NullMarked;
