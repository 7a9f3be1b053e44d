package io.fengsui.hub.ledger;

import io.fengsui.adapter.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something lost, on its way into the ledger.
 *
 * @param device the device it says it is from, null if that is not known
 * @param registered whether there is such a device; anybody can invent ids
 * @param lifeSafety whether it may be an alarm that somebody's life depends on
 * @param sentence why, free of payload
 * @param sample what came, null if nothing of it may or need be kept
 */
record Loss(
    Instant at,
    String link,
    @Nullable DeviceId device,
    boolean registered,
    boolean lifeSafety,
    LossReason reason,
    String sentence,
    @Nullable Sample sample) {}
