package io.fengsui.hub.cli;

import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong in a line or two, and turns it into the exit status. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  static final int REFUSED = 1;
  static final int WRONG_USAGE = 2;
  static final int UNREACHABLE = 3;

  private final Surroundings surroundings;
  private final Texts texts;
  private final Fengsui fengsui;

  Failures(Surroundings surroundings, Texts texts, Fengsui fengsui) {
    this.surroundings = surroundings;
    this.texts = texts;
    this.fengsui = fengsui;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    say(
        switch (wrong) {
          case MissingParameterException missing when !missing.getMissing().isEmpty() ->
              texts.get(
                  "error.missing",
                  missing.getMissing().stream()
                      .map(Failures::name)
                      .collect(Collectors.joining(", ")));
          case UnmatchedArgumentException unmatched ->
              texts.get("error.unknown", unmatched.getUnmatched().getFirst())
                  + suggestion(unmatched);
          default ->
              command.getSubcommands().isEmpty()
                  ? String.valueOf(wrong.getMessage())
                  : texts.get(
                      "error.subcommand", String.join(", ", command.getSubcommands().keySet()));
        });
    hint("./" + command.getCommandSpec().qualifiedName(" ") + " --help");
    return WRONG_USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    return switch (failure) {
      case Unreachable unreachable -> {
        say(String.valueOf(unreachable.getMessage()));
        hint(texts.get("hint.start", fengsui.url()));
        yield UNREACHABLE;
      }
      case Refusal refusal -> refused(refusal);
      case ParameterException wrong -> handleParseException(wrong, new String[0]);
      case UncheckedIOException io -> {
        say(texts.get("error.file", String.valueOf(io.getMessage())));
        yield REFUSED;
      }
      default -> throw failure;
    };
  }

  private int refused(Refusal refusal) {
    say(String.valueOf(refusal.getMessage()));
    refusal
        .problems()
        .forEach(each -> surroundings.err().println("  " + each.field() + ": " + each.message()));
    hint(refusal.hint());
    return REFUSED;
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private String suggestion(UnmatchedArgumentException unmatched) {
    return unmatched.getSuggestions().isEmpty()
        ? ""
        : " " + texts.get("error.suggestion", String.join(", ", unmatched.getSuggestions()));
  }

  private void say(String line) {
    surroundings.err().println(surroundings.colours() ? Paint.RED.on(line) : line);
  }

  private void hint(String line) {
    if (!line.isEmpty()) {
      surroundings.err().println("→ " + line);
    }
  }
}
