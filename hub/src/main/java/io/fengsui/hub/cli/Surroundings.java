package io.fengsui.hub.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/**
 * What a run of the command line finds around itself. Tests hand in their own.
 *
 * @param variables the environment variables
 * @param home the user's home folder
 * @param out for results
 * @param err for errors, prompts and progress
 * @param prompt asks the person at the keyboard
 * @param terminal whether a person looks at {@code out}: colours and progress only then
 * @param clock for "12 s ago"
 * @param zone for times of day
 */
record Surroundings(
    Map<String, String> variables,
    Path home,
    PrintWriter out,
    PrintWriter err,
    Prompt prompt,
    boolean terminal,
    InstantSource clock,
    ZoneId zone) {

  /** The columns that a table may take: {@code COLUMNS}, 80 when it is not set. */
  int columns() {
    String columns = variables.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 80;
  }

  boolean colours() {
    return terminal && variables.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Where this user's settings live. */
  Path settings() {
    String folder = variables.getOrDefault("XDG_CONFIG_HOME", "");
    return (folder.isEmpty() ? home.resolve(".config") : Path.of(folder)).resolve("fengsui");
  }
}
