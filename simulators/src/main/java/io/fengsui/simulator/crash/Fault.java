package io.fengsui.simulator.crash;

import java.time.Duration;
import java.util.Locale;

/** One fault of a round, with all that was drawn for it. */
sealed interface Fault {

  /** Ends the round's hub: it is started again when the other faults are over. */
  sealed interface Ending extends Fault {
    /** How long it stays down. */
    Duration down();
  }

  /**
   * {@code kill -9}.
   *
   * @param databaseToo its PostgreSQL as well, as when a machine is reset
   */
  record Kill(Duration down, boolean databaseToo) implements Ending {
    @Override
    public String text() {
      return "killed the hub" + (databaseToo ? " and its database" : "") + stays(down);
    }
  }

  /** All is killed at once and what was not synced is gone. */
  record PowerLoss(Duration down) implements Ending {
    @Override
    public String text() {
      return "cut the power" + stays(down);
    }
  }

  /** The hub's PostgreSQL is killed. */
  record KillDatabase() implements Fault {
    @Override
    public String text() {
      return "killed the database";
    }
  }

  /** The broker is killed, and started again after a while. */
  record KillBroker(Duration down) implements Fault {
    @Override
    public String text() {
      return "killed the broker" + stays(down);
    }
  }

  /** The hub's process stands still. */
  record PauseHub(Duration span) implements Fault {
    @Override
    public String text() {
      return "paused the hub for " + seconds(span);
    }
  }

  /** All processes of the database stand still. */
  record PauseDatabase(Duration span) implements Fault {
    @Override
    public String text() {
      return "paused the database for " + seconds(span);
    }
  }

  /** No block is free. */
  record FillDisk(Duration span) implements Fault {
    @Override
    public String text() {
      return "filled the disk for " + seconds(span);
    }
  }

  /** The disk is busy with others. */
  record SlowDisk(Duration span) implements Fault {
    @Override
    public String text() {
      return "slowed the disk for " + seconds(span);
    }
  }

  /** The clock is turned. */
  record TurnClock(Duration by) implements Fault {
    @Override
    public String text() {
      return "turned the clock by %+d min".formatted(by.toMinutes());
    }
  }

  /** A cable is out. */
  record CutNetwork(Duration span) implements Fault {
    @Override
    public String text() {
      return "cut the network for " + seconds(span);
    }
  }

  /** What was done, for the round's line. */
  String text();

  private static String stays(Duration down) {
    return down.isZero() ? "" : ", down for " + seconds(down);
  }

  private static String seconds(Duration span) {
    return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1e3);
  }
}
