package io.fengsui.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/rules.md} shows can be written so. */
class DocumentedTest {

  private static final Pattern CONDITION = Pattern.compile("`(\\{ [^`]*})`");
  private static final String SURROUNDINGS =
      """
      zones: { school: { circle: [31, 121], radius: 1 km } }
      hours: { night: { from: "22:00", to: "06:00" } }
      """;

  @Test
  void every_condition_of_the_table_is_read() throws IOException {
    String text = Files.readString(Path.of("../docs/rules.md"));
    String table =
        text.substring(text.indexOf("## Conditions"), text.indexOf("`clear` may be left out"));
    List<String> conditions =
        CONDITION
            .matcher(table)
            .results()
            .map((MatchResult found) -> found.group(1))
            .filter(condition -> !condition.contains("…"))
            .toList();

    assertThat(conditions).hasSizeGreaterThan(12);
    for (String condition : conditions) {
      assertThat(RuleFile.read("a.yaml", SURROUNDINGS + Street.when(condition)).problems())
          .as(condition)
          .isEmpty();
    }
  }
}
