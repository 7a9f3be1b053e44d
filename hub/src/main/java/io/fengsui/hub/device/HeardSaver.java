package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Saves what was heard every ten seconds and at the stop. Positions in the bus are committed after
 * that, so a killed hub hears the last seconds again.
 */
final class HeardSaver {

  private static final Logger log = LoggerFactory.getLogger(HeardSaver.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final HeardTable table;
  private final Map<DeviceId, Track> tracks;
  private final List<LaneListener> listeners;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private boolean troubled;

  HeardSaver(HeardTable table, Map<DeviceId, Track> tracks, List<LaneListener> listeners) {
    this.table = table;
    this.tracks = tracks;
    this.listeners = listeners;
    this.thread = Thread.ofPlatform().name("device-health-saver").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Saves a last time; returns when that is done. */
  void stop() throws InterruptedException {
    stopped.countDown();
    if (!thread.join(STOP)) {
      log.atWarn().log("what was heard last is not saved yet at the stop");
    }
  }

  private void run() {
    try {
      boolean last;
      do {
        last = stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        saveAndCommit();
      } while (!last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.atWarn().log("interrupted; what was heard last is not saved");
    }
  }

  private void saveAndCommit() {
    long[] positions = listeners.stream().mapToLong(LaneListener::position).toArray();
    try {
      save();
      for (int i = 0; i < positions.length; i++) {
        listeners.get(i).commit(positions[i]);
      }
      troubled = false;
    } catch (DataAccessException | TransactionException | IOException e) {
      if (!troubled) {
        troubled = true;
        log.atWarn().setCause(e).log("what was heard cannot be saved now; trying again");
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // asks whether it was replaced, not whether it differs
  private void save() {
    List<HeardTable.Row> rows = new ArrayList<>();
    List<Track> dirty = new ArrayList<>();
    for (Track track : tracks.values()) {
      Heard heard = track.heard();
      if (heard != null && heard != track.saved) {
        rows.add(new HeardTable.Row(track.device().id(), heard, track.habit()));
        dirty.add(track);
      }
    }
    table.save(rows);
    for (int i = 0; i < rows.size(); i++) {
      dirty.get(i).saved = rows.get(i).heard();
    }
  }
}
