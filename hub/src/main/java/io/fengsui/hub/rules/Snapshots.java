package io.fengsui.hub.rules;

import io.fengsui.hub.bus.BusReader;
import io.fengsui.rules.definition.Rule;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a lane's state is saved, and how far the bus may forget. The file is written on a thread of
 * its own, so that no alarm waits for the disk; the position is committed when it is there. A large
 * state is saved less often: making it takes at most a fiftieth of the time. Used by one thread.
 */
final class Snapshots {
  private static final Logger log = LoggerFactory.getLogger(Snapshots.class);
  private static final int SHARE = 50;

  private final SnapshotFile file;
  private final RulesSettings settings;
  private long takenAt = System.nanoTime();
  private long pause;
  private long entries;
  private boolean wanted;
  private @Nullable CompletableFuture<Long> writing;

  Snapshots(SnapshotFile file, RulesSettings settings) {
    this.file = file;
    this.settings = settings;
  }

  /**
   * Starts the engine from the newest state that can be read; if there is none, from nothing and
   * the oldest record.
   *
   * @return where to read on
   */
  long begin(List<Rule> rules, LaneEngine engine, long oldest) throws IOException {
    for (SnapshotFile.Saved saved : file.load()) {
      try {
        engine.begin(rules, saved.state());
        return saved.position();
      } catch (IOException e) {
        log.atWarn()
            .addKeyValue("position", saved.position())
            .setCause(e)
            .log("a saved rule state cannot be used: an older one and more of the bus are read");
      }
    }
    engine.begin(rules, null);
    return oldest;
  }

  /** Saves at the next opportunity. */
  void due() {
    wanted = true;
  }

  /** Saves if it is time to. Everything before {@code position} is evaluated and stored. */
  void take(BusReader reader, long position, int newEntries, LaneEngine engine) throws IOException {
    entries += newEntries;
    commitWritten(reader);
    long now = System.nanoTime();
    boolean old = now - takenAt >= settings.snapshotEvery().toNanos() && entries > 0;
    boolean many = entries >= settings.snapshotEntries();
    if (writing == null && (wanted || ((old || many) && now - takenAt >= pause))) {
      byte[] state = engine.state();
      takenAt = now;
      pause = (System.nanoTime() - now) * SHARE;
      entries = 0;
      wanted = false;
      writing =
          CompletableFuture.supplyAsync(() -> write(position, state), Thread::startVirtualThread);
    }
  }

  /** Saves the last state before the hub ends. */
  void finish(BusReader reader, long position, LaneEngine engine) throws IOException {
    CompletableFuture<Long> last = writing;
    if (last != null) {
      last.join();
    }
    writing = CompletableFuture.completedFuture(write(position, engine.state()));
    commitWritten(reader);
  }

  private void commitWritten(BusReader reader) {
    CompletableFuture<Long> done = writing;
    if (done == null || !done.isDone()) {
      return;
    }
    writing = null;
    long written = done.join();
    if (written > reader.committed()) {
      try {
        reader.commit(written);
      } catch (IOException e) {
        log.atWarn().setCause(e).log("the bus could not note how far the rules are; it keeps more");
      }
    }
  }

  /** Answers the position up to which the bus may forget: none if the disk refuses. */
  private long write(long position, byte[] state) {
    try {
      file.save(new SnapshotFile.Saved(position, state));
      return position;
    } catch (IOException e) {
      log.atWarn()
          .setCause(e)
          .log("the rule state could not be saved; the bus keeps what it needs");
      return -1;
    }
  }
}
