package io.fengsui.simulator.bench;

import io.fengsui.simulator.crash.CrashBench;
import picocli.CommandLine.Command;

/** {@code bench}: measures a hub that it starts itself. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures a hub that it starts itself; prints a line for each figure.",
    subcommands = {
      IngestBench.class,
      LatencyBench.class,
      CrashBench.class,
      OverloadBench.class,
      StartBench.class,
      RestartBench.class,
      HistoryBench.class,
      RehearseBench.class,
      MemoryBench.class
    })
public final class BenchCommand {}
