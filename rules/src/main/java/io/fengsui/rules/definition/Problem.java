package io.fengsui.rules.definition;

/**
 * A mistake in a rule file.
 *
 * @param file the name the file was read under
 * @param line from 1
 * @param column from 1
 * @param rule id of the rule it is in; empty outside any
 * @param text what is wrong
 * @param hint what to do about it; may be empty
 */
public record Problem(String file, int line, int column, String rule, String text, String hint) {

  /** {@code street.yaml:12:5: rule smoke: unknown key "severty" - did you mean "severity"?} */
  @Override
  public String toString() {
    return "%s:%d:%d: %s%s%s"
        .formatted(
            file,
            line,
            column,
            rule.isEmpty() ? "" : "rule " + rule + ": ",
            text,
            hint.isEmpty() ? "" : " - " + hint);
  }
}
