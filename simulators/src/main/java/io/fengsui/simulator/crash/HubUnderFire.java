package io.fengsui.simulator.crash;

import io.fengsui.simulator.target.HubCommand;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.target.Launch;
import io.fengsui.simulator.target.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hub of a campaign over its many lives, always on the same folder and ports. */
final class HubUnderFire implements AutoCloseable {
  /** A hub that is ready within this after a crash has come back. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HubCommand command;
  private final List<String> settings;
  private final Launch launch;
  private final Path data;
  private final Path trace;
  private final int portOffset;
  private final Thread onExit = new Thread(this::endDatabase);
  private @Nullable HubProcess running;
  private @Nullable SyncObserver observer;

  /**
   * @param data its folder
   * @param trace where an observer of its syncs may write
   */
  HubUnderFire(
      HubCommand command,
      List<String> settings,
      Launch launch,
      Path data,
      Path trace,
      int portOffset) {
    this.command = command;
    this.settings = List.copyOf(settings);
    this.launch = launch;
    this.data = data;
    this.trace = trace;
    this.portOffset = portOffset;
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Where its devices connect, whether it runs or not. */
  InetSocketAddress mqtt() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.MQTT + portOffset);
  }

  /** The hub that runs. */
  HubProcess running() {
    if (running == null) {
      throw new IllegalStateException("no hub runs");
    }
    return running;
  }

  /**
   * Starts it.
   *
   * @param observed whether its power may be cut
   */
  void start(boolean observed) throws IOException, InterruptedException {
    observer =
        observed
            ? SyncObserver.of(List.of(data.resolve("bus"), data.resolve("rules")), trace)
            : null;
    var under = observer == null ? launch : launch.under(observer.words());
    running = HubProcess.start(command, data, portOffset, settings, under);
  }

  boolean observed() {
    return observer != null;
  }

  /** {@code kill -9}; under an observer its database dies with it. */
  void kill(boolean databaseToo) throws IOException, InterruptedException {
    running().kill(databaseToo || observed());
    running = null;
  }

  /** All ends at once, and what was not synced is dropped. */
  SyncObserver.Lost cutPower() throws IOException, InterruptedException {
    var watching = observer;
    if (watching == null) {
      throw new IllegalStateException("nobody watched what was synced");
    }
    kill(true);
    return watching.drop();
  }

  /** Ends it as an operator does. */
  void stop() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  @Override
  public void close() {
    stop();
    endDatabase();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException ending) {
      // the hook has nothing left to do
    }
  }

  private void endDatabase() {
    try {
      HubProcess.endDatabase(data);
    } catch (IOException e) {
      System.err.println("A database server may still run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
