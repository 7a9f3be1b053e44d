package io.fengsui.simulator.bench;

import io.fengsui.simulator.target.HubDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Looks twice a millisecond for new task rows, and notes when each was first seen. */
final class TaskWatch implements AutoCloseable {
  private static final long PAUSE_NANOS = 400_000;

  /** Rows become visible in the order of their commits, not of their numbers. */
  private static final int OUT_OF_ORDER = 20;

  private static final String NEW_TASKS =
      "select t.id, e.subject from task t join event e on e.id = t.event where t.id > ?";

  private final Map<String, Long> seen = new ConcurrentHashMap<>();
  private final Connection connection;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile @Nullable SQLException failure;

  private TaskWatch(Connection connection) {
    this.connection = connection;
    this.thread = Thread.ofPlatform().daemon().name("task-watch").unstarted(this::watch);
  }

  static TaskWatch start(HubDatabase database) throws SQLException {
    var watch = new TaskWatch(database.look());
    watch.thread.start();
    return watch;
  }

  /** By device id: the {@link System#nanoTime()} at which its first task was there. */
  Map<String, Long> seen() {
    return seen;
  }

  @Override
  public void close() throws IOException {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new IOException("the database could not be watched to the end", failure);
    }
  }

  private void watch() {
    try (connection;
        var query = connection.prepareStatement(NEW_TASKS)) {
      long last = 0;
      while (!stopped) {
        last = look(query, last);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (SQLException e) {
      failure = e;
    }
  }

  private long look(PreparedStatement query, long last) throws SQLException {
    query.setLong(1, last - OUT_OF_ORDER);
    long newest = last;
    try (var rows = query.executeQuery()) {
      long now = System.nanoTime();
      while (rows.next()) {
        newest = Math.max(newest, rows.getLong(1));
        seen.putIfAbsent(rows.getString(2), now);
      }
    }
    return newest;
  }
}
