package io.fengsui.hub.link;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Input that became no record.
 *
 * @param device the device it came from, null if that is not known
 * @param detail one sentence, free of payloads
 */
public record Loss(
    Instant at, String link, @Nullable DeviceId device, Reason reason, String detail) {}
