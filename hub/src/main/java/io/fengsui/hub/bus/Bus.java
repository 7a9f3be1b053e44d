package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceMessage;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** The durable log between the links and its readers. Thread-safe. */
public interface Bus {

  /**
   * Appends a message. Blocks only while the lane's queue is full, then returns at once. Appends
   * from one thread keep their order and settle in that order.
   *
   * @return settles with the record's position when it is on disk, {@code fsync} done; completes
   *     exceptionally with {@link BusUnavailableException} when the disk refuses, in which case
   *     nothing of the record remains. Completed on the lane's writer thread: do not block it
   */
  CompletionStage<Long> append(Lane lane, String link, DeviceMessage message)
      throws InterruptedException;

  /** Appends the marker that the hub is back; see {@link Entry.Resumed}. Settles like a message. */
  CompletionStage<Long> appendResumed(Lane lane, Instant downSince) throws InterruptedException;

  /**
   * Opens a reader for a named group, standing at the group's committed position (the beginning for
   * a new group). One reader per lane and group at a time; used by one thread.
   */
  BusReader reader(Lane lane, String group);

  /** What the lane looks like now. */
  LaneStatus status(Lane lane);

  /**
   * One lane at one moment.
   *
   * @param first position of the oldest record kept
   * @param end position the next record will get
   * @param queued appends waiting for the disk
   * @param writable false while the disk refuses
   * @param detail one sentence for operators
   */
  record LaneStatus(
      Lane lane,
      long first,
      long end,
      int queued,
      boolean writable,
      Instant lastAt,
      String detail) {}
}
