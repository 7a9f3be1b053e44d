package io.fengsui.hub.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the person at the keyboard, or reads one line a question when the input is a pipe. */
interface Prompt {

  /**
   * Shows the question and waits for one line.
   *
   * @param hidden whether what is typed stays invisible
   * @return the answer without its line end; null at the end of the input
   */
  @Nullable String ask(String question, boolean hidden);

  /** The keyboard and screen, when both are there. */
  static Optional<Console> terminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  /** The prompt of a real run. */
  static Prompt ofTheProcess() {
    return new Prompt() {
      private @Nullable BufferedReader piped;

      @Override
      public @Nullable String ask(String question, boolean hidden) {
        return terminal().map(console -> ask(console, question, hidden)).orElseGet(this::readPiped);
      }

      private static @Nullable String ask(Console console, String question, boolean hidden) {
        if (!hidden) {
          return console.readLine("%s ", question);
        }
        char[] typed = console.readPassword("%s ", question);
        return typed == null ? null : new String(typed);
      }

      private @Nullable String readPiped() {
        try {
          if (piped == null) {
            piped = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
          }
          return piped.readLine();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
