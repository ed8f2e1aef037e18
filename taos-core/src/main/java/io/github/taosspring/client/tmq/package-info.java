/**
 * Subscriptions (TMQ): {@link io.github.taosspring.client.tmq.TmqConsumer} reads topics,
 * {@link io.github.taosspring.client.tmq.TmqAdmin} makes them.
 */
@NullMarked
package io.github.taosspring.client.tmq;

import org.jspecify.annotations.NullMarked;
