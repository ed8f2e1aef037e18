@NullMarked
package io.github.taosspring.embedded.statement;

import org.jspecify.annotations.NullMarked;
