package io.github.taosspring.sample.summary;

import java.time.Instant;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;

/**
 * What a device's metric was in one minute, so far; a child table for each.
 *
 * @param host the host
 * @param device the device
 * @param kind the kind of device
 * @param ts the minute's begin
 * @param samples how many values there are
 * @param low the least of them
 * @param mean the mean
 * @param high the greatest
 */
@SuperTable
public record Summary(@Tag(type = TaosType.NCHAR, length = 128) String host,
		@Tag(type = TaosType.NCHAR, length = 256) String device, @Tag(length = 16) String kind, @Ts Instant ts,
		long samples, double low, double mean, double high) {

}
