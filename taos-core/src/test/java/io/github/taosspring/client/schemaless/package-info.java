@NullMarked
package io.github.taosspring.client.schemaless;

import org.jspecify.annotations.NullMarked;
