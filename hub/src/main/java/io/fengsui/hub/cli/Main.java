package io.fengsui.hub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code ./fengsui} for everything the launcher does not do itself. */
@Command(name = "fengsui", mixinStandardHelpOptions = true)
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
