package io.fengsui.adapter.gb26875;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The code tables of clause 8.2: what a number stands for. */
final class Codes {

  /**
   * One code.
   *
   * @param metric what its alarm bit sets; {@code fire} where a table has no column for it
   */
  record Code(String metric, String zh, String en) {}

  private static final Map<Integer, Code> COMPONENTS = load("components.csv");
  private static final Map<Integer, Code> SYSTEMS = load("systems.csv");
  private static final int FIRST_OF_USERS = 128;

  private Codes() {}

  /** Component types, clause 8.2.3; empty for reserved numbers and users' own. */
  static Optional<Code> component(int type) {
    return Optional.ofNullable(COMPONENTS.get(type));
  }

  /** A component type in both languages; a number that has no name is kept as one (R16). */
  static String componentLabel(int type) {
    return label(component(type), type);
  }

  /** The same for a system type, clause 8.2.1. */
  static String systemLabel(int type) {
    return label(Optional.ofNullable(SYSTEMS.get(type)), type);
  }

  private static String label(Optional<Code> code, int number) {
    return code.map(known -> known.zh + " / " + known.en)
        .orElse((number < FIRST_OF_USERS ? "reserved_" : "user_") + number);
  }

  private static Map<Integer, Code> load(String name) {
    try (InputStream in = Codes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .collect(
              Collectors.toUnmodifiableMap(
                  cells -> Integer.valueOf(cells[0]),
                  cells -> new Code(cells[1], cells[2], cells[3])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
