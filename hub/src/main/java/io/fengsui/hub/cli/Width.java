package io.fengsui.hub.cli;

import java.util.ArrayList;
import java.util.List;

/** Terminal columns that a text takes: two for CJK and other wide characters, none for accents. */
final class Width {
  private Width() {}

  static int of(String text) {
    return text.codePoints().map(Width::of).sum();
  }

  /** As much of the text as fits, with {@code …} where something had to go. */
  static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int character : text.codePoints().toArray()) {
      used += of(character);
      if (used > columns - 1) {
        break;
      }
      kept.appendCodePoint(character);
    }
    return kept.append('…').toString();
  }

  /** How many characters of the text fit, at least one. */
  static int fitting(String text, int columns) {
    int used = 0;
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      used += of(character);
      if (used > columns && at > 0) {
        return at;
      }
      at += Character.charCount(character);
    }
    return at;
  }

  /**
   * Lines that fit, broken at spaces where there are any; all but the first are indented by four.
   */
  static List<String> broken(String text, int columns) {
    var lines = new ArrayList<String>();
    String rest = text;
    while (of(rest) > columns) {
      int most = fitting(rest, columns);
      int space = rest.lastIndexOf(' ', most);
      int end = rest.substring(0, Math.max(space, 0)).isBlank() ? most : space;
      lines.add(rest.substring(0, end));
      rest = "    " + rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }

  static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  private static int of(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || type == Character.CONTROL) {
      return 0;
    }
    boolean wide =
        character >= 0x1100
            && (character <= 0x115F // Hangul Jamo
                || (character >= 0x2E80 && character <= 0xA4CF && character != 0x303F) // CJK … Yi
                || (character >= 0xAC00 && character <= 0xD7A3) // Hangul syllables
                || (character >= 0xF900 && character <= 0xFAFF) // CJK compatibility
                || (character >= 0xFE30 && character <= 0xFE6F) // CJK forms
                || (character >= 0xFF00 && character <= 0xFF60) // full width
                || (character >= 0xFFE0 && character <= 0xFFE6)
                || (character >= 0x1F300 && character <= 0x1F64F) // pictures
                || (character >= 0x1F900 && character <= 0x1F9FF)
                || (character >= 0x20000 && character <= 0x3FFFD)); // CJK extensions
    return wide ? 2 : 1;
  }
}
