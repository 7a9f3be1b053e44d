package io.fengsui.adapter;

/**
 * A registered device's id: 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}, not starting with a
 * dot. Safe in topics, URLs, file names and logs.
 */
public record DeviceId(String value) implements Comparable<DeviceId> {

  private static final int MAX_LENGTH = 64;

  public DeviceId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "device id must be 1 to 64 characters of A-Z a-z 0-9 . _ - and not start with a dot");
    }
  }

  /** Whether the text is a device id; the question to ask of untrusted input. */
  public static boolean isValid(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_LENGTH || text.charAt(0) == '.') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(DeviceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
