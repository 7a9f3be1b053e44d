package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values. */
public final class Scalars {

  private static final Pattern AMOUNT =
      Pattern.compile("([+-]?[0-9]{1,15}(?:\\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,3})?)\\s*+(\\S*+)");
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:([0-9]{1,4})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,7})m)?(?:([0-9]{1,9})s)?"
              + "(?:([0-9]{1,9})ms)?");
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final String DURATION_HINT = "write 500ms, 30s, 5m, 2h, 1d or 1m30s";

  private final Problems problems;

  public Scalars(Problems problems) {
    this.problems = problems;
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

  public Optional<Boolean> flag(Node node, String what) {
    if (!isFlag(node)) {
      problems.add(node, what + " must be true or false: " + text(node), "write true or false");
      return Optional.empty();
    }
    return Optional.of(Boolean.valueOf(text(node)));
  }

  public Optional<Duration> duration(Node node, String what) {
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
    if (duration.compareTo(LONGEST) > 0) {
      problems.add(node, what + " is too long: " + text(node), "at most 366d");
      return Optional.empty();
    }
    return Optional.of(duration);
  }

  public Optional<Amount> amount(Node node, String what) {
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
