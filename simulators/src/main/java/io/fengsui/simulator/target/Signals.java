package io.fengsui.simulator.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Signals that Java cannot send. Processes that are gone are passed over. */
public final class Signals {
  private Signals() {}

  /** They stand still. */
  public static void stop(Collection<Long> pids) throws IOException, InterruptedException {
    send("-STOP", pids);
  }

  /** They go on. */
  public static void proceed(Collection<Long> pids) throws IOException, InterruptedException {
    send("-CONT", pids);
  }

  private static void send(String signal, Collection<Long> pids)
      throws IOException, InterruptedException {
    if (pids.isEmpty()) {
      return;
    }
    var words = new ArrayList<>(List.of("kill", signal));
    pids.forEach(pid -> words.add(pid.toString()));
    new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
