@NullMarked
package io.github.taosspring.client.tmq;

import org.jspecify.annotations.NullMarked;
