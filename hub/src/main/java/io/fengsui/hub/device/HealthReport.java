package io.fengsui.hub.device;

import io.fengsui.hub.problem.Sentence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device's health at one moment.
 *
 * @param reason one sentence
 * @param since when this health began
 * @param lastHeardAt null if it was never heard
 */
public record HealthReport(
    Health health, Sentence reason, Instant since, @Nullable Instant lastHeardAt) {}
