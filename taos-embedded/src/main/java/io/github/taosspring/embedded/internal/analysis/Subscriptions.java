package io.github.taosspring.embedded.internal.analysis;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the system tables show of topics and of those who consume them.
 */
public interface Subscriptions {

	/**
	 * Return the rows of {@code ins_topics}.
	 * @return values as {@code Vector.get} gives them
	 */
	List<@Nullable Object[]> topicRows();

	/**
	 * Return the rows of {@code ins_subscriptions}.
	 * @return values as {@code Vector.get} gives them
	 */
	List<@Nullable Object[]> subscriptionRows();

	/**
	 * Return the rows of {@code perf_consumers}.
	 * @return values as {@code Vector.get} gives them
	 */
	List<@Nullable Object[]> consumerRows();

}
