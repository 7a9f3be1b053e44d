package io.fengsui.hub.store;

import io.fengsui.adapter.Value;
import java.time.Instant;

/**
 * One value at one time.
 *
 * @param at the device's time, or the hub's when the device told none; see {@link ReadingTime}
 * @param value a quantity carries the unit of the vocabulary, none for metrics that are not in it
 */
public record Point(Instant at, Value value) {}
