package io.fengsui.simulator.bench;

import io.fengsui.simulator.bench.rules.RulesBench;
import io.fengsui.simulator.crash.CrashBench;
import picocli.CommandLine.Command;

/** {@code bench}: measures a hub that it starts itself, or the rule engine alone. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures a hub, or its rule engine; prints a line for each figure.",
    subcommands = {
      IngestBench.class,
      CoapBench.class,
      LatencyBench.class,
      CrashBench.class,
      OverloadBench.class,
      StartBench.class,
      RestartBench.class,
      HistoryBench.class,
      RehearseBench.class,
      MemoryBench.class,
      Gb26875Bench.class,
      SupervisionBench.class,
      RulesBench.class
    })
public final class BenchCommand {}
