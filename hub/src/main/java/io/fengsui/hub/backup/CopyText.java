package io.fengsui.hub.backup;

import java.util.List;
import java.util.stream.Collectors;

/** The parts of COPY statements. */
final class CopyText {

  private CopyText() {}

  /** A table with its columns named, so that the order of another schema does not matter. */
  static String target(String table, List<String> columns) {
    return quoted(table)
        + columns.stream().map(CopyText::quoted).collect(Collectors.joining(", ", " (", ")"));
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
