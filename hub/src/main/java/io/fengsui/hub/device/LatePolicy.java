package io.fengsui.hub.device;

import io.fengsui.hub.bus.Entry;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which messages are too old to speak of now. Decided from the entry alone, so that reading the
 * same lane again decides the same.
 *
 * <p>What is late goes to the history under its own time and is a sign of life, but does not become
 * a latest value and, in the telemetry lane, no rule looks at it. In the life-safety lane rules
 * look at it all the same, but let it raise alarms only, never clear them, and say when it was
 * observed. What was replayed from the loss ledger is late whatever its time, and is no sign of
 * life. What its sender calls historical is late whatever its time, and raises nothing in either
 * lane.
 *
 * @param after how long before the bus took it a message must have been observed to be late: longer
 *     than a clock drifts and a broker redelivers, shorter than what people call now
 * @param missedAfter how long before the bus took it an alarm must have been observed for nobody to
 *     find anything of it but its traces: it is told as missed, and to be looked into
 */
@ConfigurationProperties("fengsui.late")
public record LatePolicy(
    @DefaultValue("15m") Duration after, @DefaultValue("24h") Duration missedAfter) {

  /** Stands before the link of a replayed entry; no link's name can begin so. */
  private static final String REPLAY = "replay:";

  public LatePolicy {
    if (!after.isPositive()) {
      throw new IllegalArgumentException("fengsui.late.after must be positive: " + after);
    }
    if (missedAfter.compareTo(after) < 0) {
      throw new IllegalArgumentException(
          "fengsui.late.missed-after must not be shorter than fengsui.late.after: " + missedAfter);
    }
  }

  /** With the usual time after which an alarm is missed. */
  public static LatePolicy after(Duration after) {
    Duration day = Duration.ofDays(1);
    return new LatePolicy(after, after.compareTo(day) > 0 ? after : day);
  }

  /** Whether an alarm observed at the first time was missed at the second. */
  public boolean isMissed(Instant observedAt, Instant at) {
    return observedAt.isBefore(at.minus(missedAfter));
  }

  /** Whether alarms of the entry are told as missed. */
  public boolean isMissed(Entry.Heard entry) {
    Instant observedAt = entry.message().observedAt();
    return observedAt != null && isMissed(observedAt, entry.at());
  }

  /** Whether the entry is too old to speak of now. */
  public boolean isLate(Entry.Heard entry) {
    Instant observedAt = entry.message().observedAt();
    return isReplayed(entry)
        || entry.message().isHistorical()
        || (observedAt != null && isLate(observedAt, entry.at()));
  }

  /** Whether what was observed at the first time is late at the second. */
  public boolean isLate(Instant observedAt, Instant at) {
    return observedAt.isBefore(at.minus(after));
  }

  /** Whether an operator had the entry replayed: nobody was heard then. */
  public static boolean isReplayed(Entry.Heard entry) {
    return entry.link().startsWith(REPLAY);
  }

  /** The link to append under what came over this link and is replayed. */
  public static String replayed(String link) {
    return REPLAY + link;
  }
}
