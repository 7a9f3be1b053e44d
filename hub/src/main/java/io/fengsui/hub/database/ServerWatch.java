package io.fengsui.hub.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the hub's own server again when it ends without having been asked to: killed for memory,
 * by a person, or by a full disk that it could not write its log to. Tries each second until it
 * runs; an outage is one warning, and one line when it is over.
 */
final class ServerWatch {
  private static final Logger log = LoggerFactory.getLogger(ServerWatch.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Path data;
  private final Revival revival;
  private final Thread thread = Thread.ofVirtual().name("database-watch").unstarted(this::run);
  private volatile boolean over;

  /** How the server is started again. */
  interface Revival {
    void start() throws IOException, InterruptedException;
  }

  /**
   * Makes a watch that has not begun.
   *
   * @param data the server's folder
   */
  ServerWatch(Path data, Revival revival) {
    this.data = data;
    this.revival = revival;
  }

  void begin() {
    thread.start();
  }

  /** No start is begun after this, and none is under way. */
  void close() throws InterruptedException {
    over = true;
    thread.join();
  }

  private void run() {
    boolean away = false;
    try {
      while (!over) {
        if (runs()) {
          if (away) {
            log.atInfo().log("the database runs again");
          }
          away = false;
          Thread.sleep(LOOK);
        } else {
          away = revive(away);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean revive(boolean told) throws InterruptedException {
    if (!told) {
      log.atWarn().log("the database ended unasked; it is started again");
    }
    try {
      revival.start();
    } catch (IOException | RuntimeException e) {
      if (!told) {
        log.atWarn().setCause(e).log("the database does not start; it is tried each second");
      }
      Thread.sleep(AGAIN);
    }
    return true;
  }

  private boolean runs() {
    try {
      var server = Postmaster.of(data);
      return server.isPresent() && server.get().fate(data) != Postmaster.Fate.GONE;
    } catch (IOException unreadable) {
      log.atDebug().setCause(unreadable).log("the database's pid file cannot be read just now");
      return true;
    }
  }
}
