@NullMarked
package io.github.taosspring.client.internal.ws;

import org.jspecify.annotations.NullMarked;
