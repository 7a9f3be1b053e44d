package io.fengsui.simulator.crash;

import io.fengsui.simulator.hub.HubApi;
import io.fengsui.simulator.target.Lag;
import java.io.IOException;
import java.time.Duration;
import java.util.function.ObjIntConsumer;

/** Reads what a hub's history holds, through the export that anybody can take. */
final class HistoryCheck {
  private static final Duration CATCH_UP = Duration.ofMinutes(2);
  private static final String EXPORT =
      "/api/history/export?format=csv&metric=ext.seq"
          + "&from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";
  private static final int DEVICE = 1;
  private static final int VALUE = 3;

  private HistoryCheck() {}

  /** Whether the hub keeps a history. */
  static boolean isKept(HubApi hub) throws IOException, InterruptedException {
    return hub.get("/api/history").path("on").asBoolean();
  }

  /**
   * Waits until the history has caught up, then reads device and number of each message in it.
   *
   * @throws IOException if it does not catch up
   */
  static void read(HubApi hub, ObjIntConsumer<String> reader)
      throws IOException, InterruptedException {
    Lag.HISTORY.awaitNone(hub, CATCH_UP);
    hub.lines(
        EXPORT,
        line -> {
          var fields = line.split(",", -1);
          if (!fields[DEVICE].equals("device")) {
            reader.accept(fields[DEVICE], (int) Double.parseDouble(fields[VALUE]));
          }
        });
  }
}
