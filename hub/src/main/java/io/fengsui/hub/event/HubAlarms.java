package io.fengsui.hub.event;

import io.fengsui.hub.bus.Lane;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Alarms that no rule finds but the hub itself: about its links, its bypasses, its drills. Written
 * like those of rules, in the life-safety lane; each kind is raised by one thread at a time. Waits
 * while the database is away.
 */
@Component
public class HubAlarms {
  private static final int NAME_BYTES = 16;

  private final EventJournal journal;

  HubAlarms(EventJournal journal) {
    this.journal = journal;
  }

  /**
   * What the hub found.
   *
   * @param kind begins with {@code hub.}
   * @param subject a device's id, or a name with a colon such as {@code link:mqtt}
   * @param silence it says that the subject cannot be heard: silences behind it are folded under it
   * @param since when it began; kind, subject and this name the occurrence
   */
  public record Finding(
      String kind,
      String subject,
      String name,
      Scene place,
      Label title,
      Label advice,
      Severity severity,
      boolean makesTask,
      boolean silence,
      Instant since) {
    public Finding {
      if (!kind.startsWith(Alarm.OF_HUB)) {
        throw new IllegalArgumentException(kind + " is a rule's");
      }
    }
  }

  /** Raises an alarm; once for each occurrence, however often it is called. */
  public void raise(Finding found, Instant at) throws InterruptedException {
    var circumstances = new Circumstances(null, found.silence(), List.of(), null);
    journal.apply(
        Lane.LIFE_SAFETY,
        List.of(
            new Alarm.Raised(
                occurrence(found),
                found.kind(),
                found.subject(),
                found.name(),
                found.place(),
                found.title(),
                found.advice(),
                "device",
                found.severity(),
                found.makesTask(),
                false,
                null,
                at,
                List.of(),
                circumstances)));
  }

  /** What it found is over. */
  public void clear(GovernanceEvent event, Instant at) throws InterruptedException {
    journal.apply(
        Lane.LIFE_SAFETY,
        List.of(
            new Alarm.Cleared(
                event.occurrence(),
                event.rule(),
                event.subject(),
                at,
                List.of(),
                Alarm.Cleared.Why.OVER)));
  }

  /** Events of a kind whose condition holds, closed ones too. */
  public List<GovernanceEvent> active(String kind) throws InterruptedException {
    return journal.active(Lane.LIFE_SAFETY).stream()
        .filter(event -> event.rule().equals(kind))
        .toList();
  }

  /** What was put aside counts from now on; see {@link Alarm.Stands}. */
  public void stand(GovernanceEvent event, Instant at) throws InterruptedException {
    Lane lane = event.lane().equals(Lane.LIFE_SAFETY.key()) ? Lane.LIFE_SAFETY : Lane.TELEMETRY;
    journal.apply(
        lane, List.of(new Alarm.Stands(event.occurrence(), event.rule(), event.subject(), at)));
  }

  private static String occurrence(Finding found) {
    String name = found.kind() + "\n" + found.subject() + "\n" + found.since();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
