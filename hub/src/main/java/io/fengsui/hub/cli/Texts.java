package io.fengsui.hub.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import tools.jackson.databind.JsonNode;

/** The words of the command line in one language, 简体中文 or English. */
record Texts(String language, ResourceBundle bundle) {

  /**
   * Chooses the language: {@code --lang} wins over {@code FENGSUI_LANG}, which wins over the
   * locale. Looks into the arguments itself, because the help needs the language before they are
   * parsed.
   */
  static Texts choose(List<String> arguments, Map<String, String> variables) {
    String wish = "";
    for (Iterator<String> each = arguments.iterator(); each.hasNext(); ) {
      String argument = each.next();
      if (argument.equals("--lang") && each.hasNext()) {
        wish = each.next();
      } else if (argument.startsWith("--lang=")) {
        wish = argument.substring("--lang=".length());
      }
    }
    for (String name : List.of("FENGSUI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")) {
      wish = wish.isEmpty() ? variables.getOrDefault(name, "") : wish;
    }
    return of(wish.toLowerCase(Locale.ROOT).startsWith("zh") ? "zh" : "en");
  }

  static Texts of(String language) {
    Locale locale = language.equals("zh") ? Locale.CHINESE : Locale.ROOT;
    ResourceBundle.Control exact =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    return new Texts(language, ResourceBundle.getBundle("io.fengsui.hub.cli.texts", locale, exact));
  }

  /** The text with its {@code %s} filled in. */
  String get(String key, Object... values) {
    String text = bundle.getString(key);
    return values.length == 0 ? text : text.formatted(values);
  }

  /** The words for a value of the API, such as {@code IN_SERVICE}; the value itself when new. */
  String word(String kind, String value) {
    String key = kind + "." + value.toLowerCase(Locale.ROOT).replace('_', '-');
    return bundle.containsKey(key) ? bundle.getString(key) : value;
  }

  /** One of the two texts of a {@code {"zh":…,"en":…}} object; a plain text stays as it is. */
  String of(JsonNode node) {
    return node.isObject() ? node.path(language).asString("") : node.asString("");
  }
}
