/**
 * How rows become objects: row mappers, records, beans and single values.
 */
@NullMarked
package io.github.taosspring.mapping;

import org.jspecify.annotations.NullMarked;
