/**
 * How methods get messages: payloads of rows, headers, tags that are looked up.
 */
@NullMarked
package io.github.taosspring.listener.adapter;

import org.jspecify.annotations.NullMarked;
