package io.fengsui.hub.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The commands that the launcher does itself. They are here for the help and the completion only.
 */
final class LauncherCommands {
  private LauncherCommands() {}

  abstract static class ByLauncher implements Runnable {
    private final Fengsui fengsui;

    ByLauncher(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      throw new Refusal(fengsui.screen().texts().get("error.launcher"), "");
    }
  }

  abstract static class Starts extends ByLauncher {
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--port-offset", paramLabel = "N")
    private int portOffset;

    @SuppressWarnings("UnusedVariable")
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "")
    private String data = "";

    Starts(Fengsui fengsui) {
      super(fengsui);
    }
  }

  @Command(name = "demo")
  static final class Demo extends Starts {
    Demo(Fengsui fengsui) {
      super(fengsui);
    }
  }

  @Command(name = "up")
  static final class Up extends Starts {
    Up(Fengsui fengsui) {
      super(fengsui);
    }
  }

  /** Done by the hub's own program, without a hub. */
  @Command(name = "restore")
  static final class Restore extends ByLauncher {
    @SuppressWarnings("UnusedVariable")
    @Parameters(paramLabel = "FILE", descriptionKey = "restore.file")
    private String file = "";

    @SuppressWarnings("UnusedVariable")
    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "restore.data")
    private String data = "";

    @SuppressWarnings("UnusedVariable")
    @Option(names = "--dry-run", descriptionKey = "restore.dry-run")
    private boolean dryRun;

    Restore(Fengsui fengsui) {
      super(fengsui);
    }
  }

  @Command(name = "test")
  static final class Test extends ByLauncher {
    Test(Fengsui fengsui) {
      super(fengsui);
    }
  }

  @Command(name = "format")
  static final class Format extends ByLauncher {
    Format(Fengsui fengsui) {
      super(fengsui);
    }
  }

  @Command(name = "bench")
  static final class Bench extends ByLauncher {
    Bench(Fengsui fengsui) {
      super(fengsui);
    }
  }

  @Command(name = "sim")
  static final class Sim extends ByLauncher {
    Sim(Fengsui fengsui) {
      super(fengsui);
    }
  }
}
