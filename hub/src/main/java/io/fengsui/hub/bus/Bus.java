package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  /**
   * Opens a reader that is of no group: it commits nothing and keeps nothing from being deleted.
   */
  LaneView view(Lane lane);

  /**
   * Moves a group's committed position, back to have it read again or forward to have it skip;
   * clamped to what is kept. An open reader of the group goes on there with its next read.
   *
   * @return where the group stands now
   * @throws IllegalArgumentException if the lane has no such group
   */
  long move(Lane lane, String group, long position) throws IOException;

  /**
   * Forgets a group that nobody uses any more, so that it keeps nothing from being deleted.
   *
   * @throws IllegalArgumentException if the lane has no such group
   * @throws IllegalStateException if a reader of it is open
   */
  void drop(Lane lane, String group) throws IOException;

  /**
   * The lane's time at this moment: what {@link Entry#at()} of a record taken now would be about.
   * Whoever asks how long ago something was heard asks this clock. Never waits.
   */
  Instant now(Lane lane);

  /** What the lane looks like now. */
  LaneStatus status(Lane lane);

  /**
   * One lane at one moment.
   *
   * @param first position of the oldest record kept
   * @param end position the next record will get
   * @param queued appends waiting for the disk
   * @param writable false while the disk refuses
   * @param lastAt stamp of the newest record
   * @param detail one sentence for operators
   * @param bytes on disk
   * @param segments files
   * @param missing records that could not be read since the start; see {@link Entry.Missing}
   * @param ahead how far the lane's time is ahead of the wall clock; negative if behind
   * @param groups by name
   */
  record LaneStatus(
      Lane lane,
      long first,
      long end,
      int queued,
      boolean writable,
      Instant lastAt,
      String detail,
      long bytes,
      int segments,
      long missing,
      Duration ahead,
      List<GroupStatus> groups) {}

  /**
   * One group of a lane at one moment.
   *
   * @param committed the first record it has not done with
   * @param lag records it has yet to do with
   * @param reading whether a reader is open
   * @param holding whether files that are too old or too many stay because it has not read them
   */
  record GroupStatus(String name, long committed, long lag, boolean reading, boolean holding) {}
}
