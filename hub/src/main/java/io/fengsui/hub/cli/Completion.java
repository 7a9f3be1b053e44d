package io.fengsui.hub.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script that completes the commands and options in bash and zsh. */
@Command(name = "completion")
final class Completion implements Runnable {
  private final PrintWriter out;

  @Spec private @Nullable CommandSpec spec;

  Completion(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void run() {
    if (spec != null) {
      out.print(AutoComplete.bash("fengsui", spec.root().commandLine()));
    }
  }
}
