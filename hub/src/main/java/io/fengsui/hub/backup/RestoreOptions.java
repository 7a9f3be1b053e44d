package io.fengsui.hub.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What follows {@code restore} on the command line.
 *
 * @param data where to; empty with {@code dryRun}
 * @param settings of the hub, such as {@code --fengsui.database.url=…}
 */
record RestoreOptions(
    Path file, Path data, boolean dryRun, boolean json, Locale language, List<String> settings) {

  private static final Path NONE = Path.of("");

  /**
   * @throws IllegalArgumentException with what is wrong: an option, or a name in capitals for what
   *     is missing
   */
  static RestoreOptions of(List<String> arguments, String usualLanguage) {
    Path file = NONE;
    Path data = NONE;
    boolean dryRun = false;
    boolean json = false;
    String language = usualLanguage;
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      switch (argument) {
        case "--dry-run" -> dryRun = true;
        case "--json" -> json = true;
        case "--data" -> data = Path.of(value(arguments, ++i, argument));
        case "--lang" -> language = value(arguments, ++i, argument);
        default -> {
          if (argument.startsWith("--data=")) {
            data = Path.of(argument.substring("--data=".length()));
          } else if (argument.startsWith("--lang=")) {
            language = argument.substring("--lang=".length());
          } else if (argument.startsWith("--fengsui.")) {
            settings.add(argument);
          } else if (argument.startsWith("-") || !file.equals(NONE)) {
            throw new IllegalArgumentException(argument);
          } else {
            file = Path.of(argument);
          }
        }
      }
    }
    if (file.equals(NONE)) {
      throw new IllegalArgumentException("FILE");
    }
    if (data.equals(NONE) && !dryRun) {
      throw new IllegalArgumentException("--data DIR");
    }
    Locale locale = language.startsWith("zh") ? Locale.CHINESE : Locale.ENGLISH;
    return new RestoreOptions(file, data, dryRun, json, locale, List.copyOf(settings));
  }

  private static String value(List<String> arguments, int at, String option) {
    if (at >= arguments.size()) {
      throw new IllegalArgumentException(option);
    }
    return arguments.get(at);
  }
}
