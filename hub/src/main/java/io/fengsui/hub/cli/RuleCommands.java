package io.fengsui.hub.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Rules as files, before any hub has them. Only what is run loads the rules' own classes. */
final class RuleCommands {
  private RuleCommands() {}

  /** Runs rule tests. */
  @Command(name = "test", sortOptions = false)
  static final class Test implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "rule.test-files")
    private List<Path> files = List.of();

    Test(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      new RuleTrial(fengsui.screen()).run(files);
    }
  }

  /** Tells what is wrong in rule files. */
  @Command(name = "check", sortOptions = false)
  static final class Check implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "rule.files")
    private List<Path> files = List.of();

    Check(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      new RuleCheck(fengsui.screen()).run(files);
    }
  }

  /** Prints the schema that editors check rule files against. */
  @Command(name = "schema")
  static final class Schema implements Runnable {
    private static final String RESOURCE = "/rules/fengsui-rules.schema.json";

    private final Fengsui fengsui;

    Schema(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      try (InputStream in = RuleCommands.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new NoSuchFileException(RESOURCE);
        }
        fengsui.screen().text(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
