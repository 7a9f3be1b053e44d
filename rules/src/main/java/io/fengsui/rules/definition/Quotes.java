package io.fengsui.rules.definition;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts within YAML that stands on one line. */
final class Quotes {

  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._/-]| (?=[\\p{L}\\p{N}]))*");
  private static final Set<String> WORDS = Set.of("true", "false", "null", "True", "False", "Null");

  private Quotes() {}

  /** As it is where YAML reads it so. */
  static String whereNeeded(String text) {
    return PLAIN.matcher(text).matches() && !WORDS.contains(text) ? text : always(text);
  }

  static String always(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c >= 0xfff0) {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** {@code [a, b]}. */
  static String list(Collection<String> texts) {
    return texts.stream().map(Quotes::whereNeeded).collect(Collectors.joining(", ", "[", "]"));
  }
}
