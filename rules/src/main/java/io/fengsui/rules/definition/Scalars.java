package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values. */
public final class Scalars {

  private static final Pattern AMOUNT =
      Pattern.compile("([+-]?[0-9]{1,20}(?:\\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,3})?)\\s*+(\\S*+)");
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:([0-9]{1,4})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,7})m)?(?:([0-9]{1,9})s)?"
              + "(?:([0-9]{1,9})ms)?");
  private static final Pattern COUNT = Pattern.compile("[+-]?[0-9]{1,9}");
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(31);
  private static final String DURATION_HINT = "write 500ms, 30s, 5m, 2h, 1d or 1m30s";

  private final Problems problems;
  private final Parameters parameters;

  public Scalars(Problems problems) {
    this(problems, Parameters.closed());
  }

  /** Reads {@code $name} as what the parameter of that name is. */
  Scalars(Problems problems, Parameters parameters) {
    this.problems = problems;
    this.parameters = parameters;
  }

  /** A number with an optional unit; {@code unit} is empty if none was written. */
  public record Amount(double number, String unit) {}

  /** The text as written; what is no scalar reads as its kind. */
  public static String text(Node node) {
    return node instanceof ScalarNode scalar
        ? scalar.getValue()
        : node.getNodeType().toString().toLowerCase(Locale.ROOT);
  }

  public static boolean isFlag(Node node) {
    return node.getTag().equals(Tag.BOOL);
  }

  public static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** A text that is not blank and not too long. */
  public Optional<String> text(Node node, String what, int max) {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      problems.add(node, what + " must be a text", "write one");
      return Optional.empty();
    }
    if (scalar.getValue().length() > max) {
      problems.add(node, what + " is too long", "at most " + max + " characters");
      return Optional.empty();
    }
    return Optional.of(scalar.getValue().strip());
  }

  public Optional<Boolean> flag(Node written, String what) {
    Node node = resolve(written).orElse(null);
    if (node == null) {
      return Optional.empty();
    }
    if (!isFlag(node)) {
      problems.add(node, what + " must be true or false: " + text(node), "write true or false");
      return Optional.empty();
    }
    return Optional.of(Boolean.valueOf(text(node)));
  }

  public Optional<Duration> duration(Node node, String what) {
    return resolve(node).flatMap(value -> duration(value, what, LONGEST));
  }

  /** More than no time, and not as long as would burden every device. */
  Optional<Duration> window(Node node, String what) {
    Optional<Duration> window =
        resolve(node).flatMap(value -> duration(value, what, LONGEST_WINDOW));
    if (window.isPresent() && window.get().isZero()) {
      problems.add(node, what + " is no time at all", DURATION_HINT);
      return Optional.empty();
    }
    return window;
  }

  private Optional<Duration> duration(Node node, String what, Duration longest) {
    Matcher parts = DURATION.matcher(text(node));
    if (!(node instanceof ScalarNode) || text(node).isEmpty() || !parts.matches()) {
      if (text(node).equals("0")) {
        return Optional.of(Duration.ZERO);
      }
      problems.add(node, what + " is no duration: \"" + text(node) + "\"", DURATION_HINT);
      return Optional.empty();
    }
    Duration duration =
        Duration.ofDays(number(parts, 1))
            .plusHours(number(parts, 2))
            .plusMinutes(number(parts, 3))
            .plusSeconds(number(parts, 4))
            .plusMillis(number(parts, 5));
    if (duration.compareTo(longest) > 0) {
      problems.add(node, what + " is too long: " + text(node), "at most " + longest.toDays() + "d");
      return Optional.empty();
    }
    return Optional.of(duration);
  }

  /** A whole number, both bounds included. */
  OptionalInt count(Node written, String what, int least, int most) {
    Node node = resolve(written).orElse(null);
    if (node == null) {
      return OptionalInt.empty();
    }
    if (!(node instanceof ScalarNode) || !COUNT.matcher(text(node)).matches()) {
      problems.add(
          node,
          what + " is no whole number: \"" + text(node) + "\"",
          "write a number from " + least + " to " + most);
      return OptionalInt.empty();
    }
    int count = Integer.parseInt(text(node));
    if (count < least || count > most) {
      problems.add(node, what + " is out of bounds: " + count, "write " + least + " to " + most);
      return OptionalInt.empty();
    }
    return OptionalInt.of(count);
  }

  public Optional<Amount> amount(Node node, String what) {
    return resolve(node).flatMap(value -> number(value, what));
  }

  /** The text of the node, or of what a parameter says; no problem if there is no such. */
  String peek(Node node) {
    return text(parameters.lookUp(node));
  }

  /** The node, or what a parameter says. */
  Optional<Node> resolve(Node node) {
    return parameters.resolve(node, problems);
  }

  private Optional<Amount> number(Node node, String what) {
    Matcher parts = AMOUNT.matcher(text(node).strip());
    double number = parts.matches() ? Double.parseDouble(parts.group(1)) : Double.NaN;
    if (!Double.isFinite(number) || !(node instanceof ScalarNode)) {
      problems.add(
          node,
          what + " is no number: \"" + text(node) + "\"",
          "write 65 or, with its unit, 65 Cel");
      return Optional.empty();
    }
    return Optional.of(new Amount(number, parts.group(2)));
  }

  private static long number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
