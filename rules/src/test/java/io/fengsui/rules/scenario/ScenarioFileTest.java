package io.fengsui.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.rules.definition.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScenarioFileTest {

  @Test
  void smoke_is_raised_when_it_held_and_cleared_when_it_was_over() throws IOException {
    var rules = RuleFile.read("smoke.rules.yaml", text("smoke.rules.yaml"));

    assertThat(rules.problems()).isEmpty();
    assertThat(ScenarioFile.read("smoke.yaml", text("smoke.yaml")).run(rules.rules())).isEmpty();
  }

  @Test
  void tells_what_is_missing_and_what_was_not_expected() throws IOException {
    var rules = RuleFile.read("smoke.rules.yaml", text("smoke.rules.yaml")).rules();
    String wrong = text("smoke.yaml").replace("at: 50, raised", "at: 51, raised");

    assertThat(ScenarioFile.read("smoke.yaml", wrong).run(rules))
        .containsExactly(
            "missing at 51.0 s: smoke of sd-1 raised",
            "not expected at 50.0 s: smoke of sd-1 raised");
  }

  @Test
  void tells_what_is_wrong_with_a_file() {
    assertThatThrownBy(() -> ScenarioFile.read("a.yaml", "types: {}\ngiven: 3\nuntil: 1"))
        .hasMessage("a.yaml: given must be a list");
    assertThatThrownBy(() -> ScenarioFile.read("a.yaml", "[")).hasMessageStartingWith("a.yaml: ");
  }

  private static String text(String name) throws IOException {
    try (InputStream in = ScenarioFileTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
