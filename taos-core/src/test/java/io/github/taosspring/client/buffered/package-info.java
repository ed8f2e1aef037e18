@NullMarked
package io.github.taosspring.client.buffered;

import org.jspecify.annotations.NullMarked;
