package io.fengsui.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every sentence exists in both languages, and every one that a page asks for exists. */
class TextsTest {
  private static final Path RESOURCES = Path.of("src/main/resources");

  @Test
  void both_languages_say_the_same_things() {
    assertThat(keys("zh")).isEqualTo(keys("en"));
  }

  @Test
  void both_languages_fill_in_the_same_values() {
    var zh = bundle("zh");
    var en = bundle("en");

    for (var key : keys("en")) {
      assertThat(places(zh.getString(key))).as(key).isEqualTo(places(en.getString(key)));
    }
  }

  @Test
  void what_templates_and_scripts_ask_for_exists() throws IOException {
    var missing = new TreeSet<String>();
    missing.addAll(asked("templates", "#\\{([a-z][\\w.-]*)\\}", ""));
    missing.addAll(asked("static/js", "\\bt\\(\"([a-z][\\w.-]*)\"", "ui."));

    missing.removeAll(keys("en"));

    assertThat(missing).isEmpty();
  }

  private static Set<String> asked(String folder, String pattern, String prefix)
      throws IOException {
    var found = new TreeSet<String>();
    try (var files = Files.walk(RESOURCES.resolve(folder))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Pattern.compile(pattern)
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> found.add(prefix + match.group(1)));
      }
    }
    return found;
  }

  private static Set<String> places(String sentence) {
    return Pattern.compile("\\{\\d\\}")
        .matcher(sentence)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keys(String language) {
    return new TreeSet<>(bundle(language).keySet());
  }

  private static ResourceBundle bundle(String language) {
    return ResourceBundle.getBundle("messages", Locale.of(language));
  }
}
