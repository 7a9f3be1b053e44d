package io.fengsui.simulator.scenario;

/**
 * A mistake in a scenario file.
 *
 * @param line from 1
 * @param column from 1
 */
public record Problem(String file, int line, int column, String text) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + text;
  }
}
