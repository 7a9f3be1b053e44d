package io.fengsui.hub.supervision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span in which an alarm could not have been seen.
 *
 * @param scope {@code device:ID}, {@code link:NAME}, or {@code hub} for all devices
 * @param to null while it lasts
 * @param times how many spans are folded into it, with less than a minute between them
 */
public record BlindWindow(
    String scope, BlindReason reason, Instant from, @Nullable Instant to, int times) {}
