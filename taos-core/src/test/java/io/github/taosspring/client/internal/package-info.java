@NullMarked
package io.github.taosspring.client.internal;

import org.jspecify.annotations.NullMarked;
