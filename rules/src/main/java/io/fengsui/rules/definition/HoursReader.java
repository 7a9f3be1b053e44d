package io.fengsui.rules.definition;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads hours, under {@code hours:} or where they are used. */
final class HoursReader {

  static final List<String> KEYS = List.of("from", "to", "days", "also", "never", "zone");

  /** In the order of {@link DayOfWeek}. */
  static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  static final ZoneId USUAL_ZONE = ZoneId.of("Asia/Shanghai");
  private static final Pattern TIME = Pattern.compile("[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?");
  private static final int MOST_DATES = 1000;

  private final Problems problems;

  HoursReader(Problems problems) {
    this.problems = problems;
  }

  Optional<Hours> read(Node node) {
    var fields = Fields.of(node, "hours", problems, KEYS);
    Optional<LocalTime> from = time(fields, "from");
    Optional<LocalTime> to = time(fields, "to");
    Set<DayOfWeek> days =
        fields.has("days") ? set(fields, "days", this::day) : EnumSet.allOf(DayOfWeek.class);
    Set<LocalDate> also = set(fields, "also", this::date);
    Set<LocalDate> never = set(fields, "never", this::date);
    ZoneId zone = Optional.ofNullable(fields.get("zone")).flatMap(this::zone).orElse(USUAL_ZONE);
    for (LocalDate date : never) {
      if (also.contains(date)) {
        problems.add(node, date + " is both under also and under never", "keep one");
      }
    }
    if (from.isEmpty() || to.isEmpty() || days.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Hours(from.get(), to.get(), days, also, never, zone));
  }

  private Optional<LocalTime> time(Fields fields, String key) {
    Optional<Node> node = fields.required(key, "for instance " + key + ": \"22:00\"");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    String text = Scalars.text(node.get());
    if (text.equals("24:00") && key.equals("to")) {
      return Optional.of(LocalTime.MIDNIGHT);
    }
    try {
      if (TIME.matcher(text).matches()) {
        return Optional.of(LocalTime.parse(text.indexOf(':') == 1 ? "0" + text : text));
      }
    } catch (DateTimeException _) {
      // told below, like all that is no time
    }
    problems.add(node.get(), key + " is no time of day: \"" + text + "\"", "write \"22:00\"");
    return Optional.empty();
  }

  private Optional<DayOfWeek> day(Node node) {
    int index = DAYS.indexOf(Scalars.text(node));
    if (index < 0) {
      String text = "unknown day \"" + Scalars.text(node) + "\"";
      problems.add(node, text, "known: " + String.join(", ", DAYS));
      return Optional.empty();
    }
    return Optional.of(DayOfWeek.of(index + 1));
  }

  private Optional<LocalDate> date(Node node) {
    try {
      return Optional.of(LocalDate.parse(Scalars.text(node)));
    } catch (DateTimeException _) {
      problems.add(node, "this is no date: \"" + Scalars.text(node) + "\"", "write 2026-10-01");
      return Optional.empty();
    }
  }

  private Optional<ZoneId> zone(Node node) {
    String text = Scalars.text(node);
    if (ZoneId.getAvailableZoneIds().contains(text)) {
      return Optional.of(ZoneId.of(text));
    }
    String hint =
        Spelling.nearest(text, ZoneId.getAvailableZoneIds())
            .map(zone -> "did you mean \"" + zone + "\"?")
            .orElse("for instance Asia/Shanghai");
    problems.add(node, "unknown time zone \"" + text + "\"", hint);
    return Optional.empty();
  }

  private <T> Set<T> set(Fields fields, String key, Function<Node, Optional<T>> item) {
    Node node = fields.get(key);
    if (node == null) {
      return Set.of();
    }
    List<Node> nodes = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    if (nodes.size() > MOST_DATES || (nodes.isEmpty() && key.equals("days"))) {
      problems.add(
          node,
          nodes.isEmpty() ? key + " is empty" : key + " is too long",
          nodes.isEmpty() ? "leave it out for all days" : "at most " + MOST_DATES);
      return Set.of();
    }
    var set = new HashSet<T>();
    for (Node each : nodes) {
      item.apply(each)
          .filter(thing -> !set.add(thing))
          .ifPresent(_ -> problems.add(each, Scalars.text(each) + " is there twice", "keep one"));
    }
    return set;
  }
}
