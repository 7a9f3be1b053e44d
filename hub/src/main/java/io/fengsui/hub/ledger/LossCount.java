package io.fengsui.hub.ledger;

import io.fengsui.adapter.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often something was lost, since the ledger was begun.
 *
 * @param device null for what cannot be told to be from a registered device
 */
public record LossCount(
    String link,
    @Nullable DeviceId device,
    LossReason reason,
    long count,
    Instant firstAt,
    Instant lastAt) {}
