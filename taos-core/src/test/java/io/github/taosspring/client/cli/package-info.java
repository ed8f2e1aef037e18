@NullMarked
package io.github.taosspring.client.cli;

import org.jspecify.annotations.NullMarked;
