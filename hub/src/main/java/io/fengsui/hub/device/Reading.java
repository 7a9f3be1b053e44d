package io.fengsui.hub.device;

import io.fengsui.adapter.Value;
import java.time.Instant;

/**
 * One value as last reported.
 *
 * @param metric canonical name
 * @param at when the bus took it
 */
public record Reading(String metric, Value value, Instant at) {}
