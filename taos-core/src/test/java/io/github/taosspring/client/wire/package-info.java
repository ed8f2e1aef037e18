@NullMarked
package io.github.taosspring.client.wire;

import org.jspecify.annotations.NullMarked;
