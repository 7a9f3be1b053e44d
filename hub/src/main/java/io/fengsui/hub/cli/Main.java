package io.fengsui.hub.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The entry point of {@code ./fengsui} for everything the launcher does not do itself. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] args) {
    Map<String, String> variables = System.getenv();
    Surroundings surroundings =
        new Surroundings(
            variables,
            Path.of(System.getProperty("user.home")),
            utf8(FileDescriptor.out),
            utf8(FileDescriptor.err),
            Prompt.ofTheProcess(),
            isTerminal(variables),
            InstantSource.system(),
            ZoneId.systemDefault());
    int status = run(surroundings, args);
    surroundings.out().flush();
    surroundings.err().flush();
    System.exit(status);
  }

  /** Runs one command; the process stays. */
  static int run(Surroundings surroundings, String... args) {
    Texts texts = Texts.choose(List.of(args), surroundings.variables());
    return commands(surroundings, texts).execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  /** All commands, in the order of the help. */
  static CommandLine commands(Surroundings surroundings, Texts texts) {
    Fengsui fengsui = new Fengsui(surroundings, texts);
    CommandLine root =
        new CommandLine(fengsui)
            .addSubcommand(new LauncherCommands.Demo(fengsui))
            .addSubcommand(new LauncherCommands.Up(fengsui))
            .addSubcommand(new AccessCommands.Setup(fengsui))
            .addSubcommand(new AccessCommands.Login(fengsui))
            .addSubcommand(new AccessCommands.Logout(fengsui))
            .addSubcommand(
                group(
                    "device",
                    new DeviceAdd(fengsui),
                    new DeviceQueries.Listing(fengsui),
                    new DeviceQueries.Show(fengsui),
                    new DeviceActions.Test(fengsui),
                    new ReportVerify(fengsui),
                    new DeviceBypass.Begin(fengsui),
                    new DeviceBypass.End(fengsui),
                    new DeviceBypass.Listing(fengsui),
                    new DeviceBlind(fengsui),
                    new DeviceActions.Retire(fengsui),
                    DeviceTag.command(fengsui),
                    new DeviceOrders.Address(fengsui),
                    new DeviceOrders.Order(fengsui),
                    new DeviceQueries.Types(fengsui)))
            .addSubcommand(
                group("event", new Listings.Events(fengsui), new Listings.Event(fengsui)))
            .addSubcommand(group("task", new Listings.Tasks(fengsui)))
            .addSubcommand(
                group(
                    "rule",
                    new RuleCommands.Test(fengsui),
                    new RuleCommands.Check(fengsui),
                    new RuleCommands.Schema(fengsui),
                    new RuleQueries.Listing(fengsui),
                    new RuleQueries.Show(fengsui),
                    new RuleQueries.Explain(fengsui),
                    new RuleQueries.History(fengsui),
                    new RuleRehearse(fengsui),
                    new RuleChangeCommands.Apply(fengsui),
                    new RuleChangeCommands.Rollback(fengsui),
                    new RuleChangeCommands.Arm(fengsui),
                    new RuleChangeCommands.Shadow(fengsui),
                    new RuleChangeCommands.Reload(fengsui),
                    group(
                        "pack",
                        new RulePackCommands.Listing(fengsui),
                        new RulePackCommands.Enable(fengsui),
                        new RulePackCommands.Disable(fengsui))))
            .addSubcommand(group("link", new Listings.Links(fengsui), new Strangers(fengsui)))
            .addSubcommand(
                group(
                    "losses",
                    new LossCommands.Listing(fengsui),
                    new LossCommands.Show(fengsui),
                    new LossCommands.Replay(fengsui)))
            .addSubcommand(
                group(
                    "account",
                    new AccountCommands.Add(fengsui),
                    new AccountCommands.Listing(fengsui)))
            .addSubcommand(
                group(
                    "bus",
                    new BusCommands.Status(fengsui),
                    new BusCommands.Verify(fengsui),
                    new BusTail(fengsui),
                    new BusReplay(fengsui),
                    new BusCommands.Drop(fengsui)))
            .addSubcommand(group("history", new HistoryShow(fengsui), new HistoryExport(fengsui)))
            .addSubcommand(new BackupCommand(fengsui))
            .addSubcommand(new LauncherCommands.Restore(fengsui))
            .addSubcommand(new SupervisionCommand(fengsui))
            .addSubcommand(
                group("drill", new DrillCommands.Run(fengsui), new DrillCommands.Listing(fengsui)))
            .addSubcommand(group("audit", new AuditCommands.Verify(fengsui)))
            .addSubcommand(new LauncherCommands.Sim(fengsui))
            .addSubcommand(new LauncherCommands.Bench(fengsui))
            .addSubcommand(new LauncherCommands.Test(fengsui))
            .addSubcommand(new LauncherCommands.Format(fengsui))
            .addSubcommand(new Completion(surroundings.out()));
    Failures failures = new Failures(surroundings, texts, fengsui);
    return root.setResourceBundle(texts.bundle())
        .setOut(surroundings.out())
        .setErr(surroundings.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(surroundings.colours() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.clamp(surroundings.columns(), 60, 100))
        .setUsageHelpLongOptionsMaxWidth(26)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  private static CommandLine group(String name, Object... commands) {
    CommandLine group = new CommandLine(CommandSpec.create().name(name));
    for (Object command : commands) {
      group.addSubcommand(command);
    }
    return group;
  }

  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  private static boolean isTerminal(Map<String, String> variables) {
    return !variables.getOrDefault("TERM", "dumb").equals("dumb") && Prompt.terminal().isPresent();
  }
}
