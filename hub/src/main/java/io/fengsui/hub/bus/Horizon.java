package io.fengsui.hub.bus;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader stands.
 *
 * @param caughtUpTo as in {@link BusReader.Batch}; null when there is something to read
 */
record Horizon(Durable durable, @Nullable Instant caughtUpTo) {}
