package io.fengsui.hub.bus;

/**
 * Threads that work for a lane. When the processors are too few, those for telemetry step back: an
 * alarm's way has many short stretches, and waits for a processor at each.
 */
public final class LaneThreads {

  private LaneThreads() {}

  /**
   * A thread for one lane's records, not started yet.
   *
   * @param work what it does, for instance {@code rules}
   */
  public static Thread of(String work, Lane lane, Runnable task) {
    String name = work + "-" + lane.key();
    return lane == Lane.TELEMETRY
        ? bulk(name, task)
        : Thread.ofPlatform().name(name).unstarted(task);
  }

  /** A thread for what nobody waits for, not started yet. */
  public static Thread bulk(String name, Runnable task) {
    return Thread.ofPlatform()
        .name(name)
        .unstarted(
            () -> {
              Niceness.stepBack();
              task.run();
            });
  }
}
