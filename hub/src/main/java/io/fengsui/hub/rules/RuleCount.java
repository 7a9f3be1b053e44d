package io.fengsui.hub.rules;

import io.fengsui.rules.Change;
import io.fengsui.rules.definition.Severity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one rule did in one lane.
 *
 * @param since when it was made or changed, engine time; {@link Instant#EPOCH} if before it was
 *     counted
 * @param last of a rule in shadow, the latest first, at most {@value RuleCounts#LAST}
 */
public record RuleCount(Instant since, long raised, long cleared, List<Doing> last) {

  /** A rule that did nothing as far as anybody knows. */
  public static final RuleCount NONE = since(Instant.EPOCH);

  /** What a rule in shadow did to an alarm of a device or place. */
  public record Doing(String subject, What what, Severity severity, Instant at) {}

  /** What can be done to an alarm. */
  public enum What {
    RAISED,
    ESCALATED,
    CLEARED
  }

  public RuleCount {
    last = List.copyOf(last);
  }

  static RuleCount since(Instant at) {
    return new RuleCount(at, 0, 0, List.of());
  }

  /** Alarms that are up: each that was raised is cleared in the end. */
  public long up() {
    return Math.max(0, raised - cleared);
  }

  /** Of two lanes. */
  public RuleCount plus(RuleCount other) {
    List<Doing> both =
        Stream.concat(last.stream(), other.last.stream())
            .sorted((a, b) -> b.at().compareTo(a.at()))
            .limit(RuleCounts.LAST)
            .toList();
    return new RuleCount(
        since.isAfter(other.since) ? since : other.since,
        raised + other.raised,
        cleared + other.cleared,
        both);
  }

  /** With a change that the rule brought about. */
  RuleCount and(Change change) {
    return switch (change) {
      case Change.Raised up ->
          new RuleCount(since, raised + 1, cleared, with(up, What.RAISED, up.severity()));
      case Change.Escalated graver ->
          new RuleCount(since, raised, cleared, with(graver, What.ESCALATED, graver.severity()));
      case Change.Cleared down ->
          new RuleCount(
              since, raised, cleared + 1, with(down, What.CLEARED, down.rule().severity()));
    };
  }

  private List<Doing> with(Change change, What what, Severity severity) {
    if (!change.rule().shadow()) {
      return last;
    }
    var longer = new ArrayList<Doing>(RuleCounts.LAST);
    longer.add(new Doing(change.subject(), what, severity, change.at()));
    longer.addAll(last.subList(0, Math.min(last.size(), RuleCounts.LAST - 1)));
    return longer;
  }

  void write(DataOutput out) throws IOException {
    write(since, out);
    out.writeLong(raised);
    out.writeLong(cleared);
    out.writeByte(last.size());
    for (Doing doing : last) {
      out.writeUTF(doing.subject());
      out.writeUTF(doing.what().name());
      out.writeUTF(doing.severity().name());
      write(doing.at(), out);
    }
  }

  static RuleCount read(DataInput in) throws IOException {
    Instant since = readInstant(in);
    long raised = in.readLong();
    long cleared = in.readLong();
    List<Doing> last = new ArrayList<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      last.add(
          new Doing(
              in.readUTF(),
              one(What.class, in.readUTF()),
              one(Severity.class, in.readUTF()),
              readInstant(in)));
    }
    return new RuleCount(since, raised, cleared, last);
  }

  private static <T extends Enum<T>> T one(Class<T> type, String name) throws IOException {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new IOException("no " + type.getSimpleName() + " " + name, e);
    }
  }

  private static void write(Instant at, DataOutput out) throws IOException {
    out.writeLong(at.getEpochSecond());
    out.writeInt(at.getNano());
  }

  private static Instant readInstant(DataInput in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }
}
