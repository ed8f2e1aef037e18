@NullMarked
package io.github.taosspring.client.statement;

import org.jspecify.annotations.NullMarked;
