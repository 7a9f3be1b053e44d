package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

  @Test
  void both_languages_have_the_same_keys_and_the_same_gaps() {
    var english = Texts.of("en").bundle();
    var chinese = Texts.of("zh").bundle();

    assertThat(chinese.keySet()).isEqualTo(english.keySet());
    assertThat(english.keySet())
        .allSatisfy(
            key ->
                assertThat(gaps(chinese.getString(key)))
                    .as(key)
                    .isEqualTo(gaps(english.getString(key))));
    assertThat(english.getString("login.name")).isNotEqualTo(chinese.getString("login.name"));
  }

  @Test
  void the_option_wins_over_the_environment_and_the_locale() {
    var chinese = Map.of("LANG", "zh_CN.UTF-8");

    assertThat(Texts.choose(List.of(), chinese).language()).isEqualTo("zh");
    assertThat(Texts.choose(List.of("device", "list", "--lang=en"), chinese).language())
        .isEqualTo("en");
    assertThat(Texts.choose(List.of("--lang", "zh"), Map.of()).language()).isEqualTo("zh");
    assertThat(Texts.choose(List.of(), Map.of("LANG", "de_DE", "FENGSUI_LANG", "zh")).language())
        .isEqualTo("zh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void every_command_and_option_is_explained(String language) {
    var commands = Main.commands(new Terminal(Path.of("")).surroundings(), Texts.of(language));

    assertExplained(commands);
  }

  private static void assertExplained(picocli.CommandLine command) {
    var spec = command.getCommandSpec();
    assertThat(spec.usageMessage().header()).as(spec.qualifiedName()).isNotEmpty();
    assertThat(spec.args())
        .allSatisfy(
            each ->
                assertThat(each.description()).as(spec.qualifiedName() + " " + each).isNotEmpty());
    command.getSubcommands().values().forEach(TextsTest::assertExplained);
  }

  private static long gaps(String text) {
    return text.split("%(1\\$)?s", -1).length;
  }
}
