package io.fengsui.adapter.gb26875;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a transmitter: a system, or a component of one. The component's type is not
 * part of who it is, since the standard's questions do not name it (R19).
 *
 * @param system system type, clause 8.2.1
 * @param number of that system at the site
 * @param component the four bytes of its address as one number; null for the system itself
 */
record Part(int system, int number, @Nullable Long component) {

  static final int COMPONENT_LENGTH = 4;

  /** The transmitter itself. */
  static final Part TRANSMITTER = new Part(-1, -1, null);

  private static final int WORD = 0xFFFF;
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,3})\\.(\\d{1,3})(?:/(?:(\\d{1,5})\\.(\\d{1,5})|(\\d{1,10})|0x(\\p{XDigit}{1,8})))?");

  /** How a component's address is written. */
  enum Form {
    /** Low word, high word: {@code 1.1/10.2}; mostly zone and point. */
    WORDS,
    /** One decimal number: {@code 1.1/131082}. */
    NUMBER,
    /** One hexadecimal number: {@code 1.1/0x2000a}. */
    HEX
  }

  static Part system(int system, int number) {
    return new Part(system, number, null);
  }

  static Part component(int system, int number, long component) {
    return new Part(system, number, component);
  }

  /** Reads any of the forms. */
  static Optional<Part> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int system = Integer.parseInt(parts.group(1));
    int number = Integer.parseInt(parts.group(2));
    Long component = null;
    if (parts.group(3) != null) {
      long low = Long.parseLong(parts.group(3));
      long high = Long.parseLong(parts.group(4));
      component = low > WORD || high > WORD ? -1 : low | (high << 16);
    } else if (parts.group(5) != null) {
      component = Long.parseLong(parts.group(5));
    } else if (parts.group(6) != null) {
      component = Long.parseLong(parts.group(6), 16);
    }
    boolean fits =
        system <= 0xFF
            && number <= 0xFF
            && (component == null || (component >= 0 && component <= 0xFFFF_FFFFL));
    return fits ? Optional.of(new Part(system, number, component)) : Optional.empty();
  }

  /** The system that it is or belongs to. */
  Part ofSystem() {
    return component == null ? this : system(system, number);
  }

  /** Whether a reset of another part brings this one's alarms down. */
  boolean isWithin(Part other) {
    return other.equals(TRANSMITTER) || equals(other) || ofSystem().equals(other);
  }

  /** As an installer types it. */
  String text(Form form) {
    if (equals(TRANSMITTER)) {
      return "";
    }
    String root = system + "." + number;
    if (component == null) {
      return root;
    }
    return root
        + switch (form) {
          case WORDS -> "/%d.%d".formatted(component & WORD, component >> 16);
          case NUMBER -> "/" + component;
          case HEX -> "/0x" + Long.toHexString(component).toLowerCase(Locale.ROOT);
        };
  }
}
