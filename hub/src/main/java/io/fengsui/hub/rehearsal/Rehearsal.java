package io.fengsui.hub.rehearsal;

import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A rehearsal that may run: the only one. Close it in any case, or nobody can begin another. Used
 * by one thread.
 */
public final class Rehearsal implements AutoCloseable {

  private final Runner runner;
  private final Runnable release;

  /** Does the work, on the thread that it is called on. */
  @FunctionalInterface
  interface Runner {
    Outcome run(Listener listener) throws IOException, InterruptedException;
  }

  Rehearsal(Runner runner, Runnable release) {
    this.runner = runner;
    this.release = release;
  }

  /**
   * Runs it on a thread of its own, so that it holds up none that serves requests; blocks until
   * that has ended.
   *
   * @throws RefusedException if it was ended, or the past cannot be read
   * @throws IOException what the listener threw
   * @throws InterruptedException if interrupted: the rehearsal was ended
   */
  public Outcome run(Listener listener) throws IOException, InterruptedException {
    var told = new ToldListener(listener);
    var task = new FutureTask<>(() -> runner.run(told));
    Thread thread = Thread.ofPlatform().name("rehearsal").daemon().start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      thread.join();
      throw e;
    } catch (ExecutionException e) {
      throw cause(e, told);
    }
  }

  private static IOException cause(ExecutionException failed, ToldListener told)
      throws InterruptedException, IOException {
    return switch (failed.getCause()) {
      case IOException io when told.refused -> io;
      case IOException io ->
          throw new RefusedException(
              Kind.UNAVAILABLE,
              "无法读取历史或总线：" + io.getMessage(),
              "the past cannot be read: " + io.getMessage());
      case InterruptedException interrupted -> throw interrupted;
      case RuntimeException broken -> throw broken;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException(failed);
    };
  }

  /** Remembers that it was the listener that failed. */
  private static final class ToldListener implements Listener {
    private final Listener listener;
    private volatile boolean refused;

    ToldListener(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void reached(Progress progress) throws IOException {
      try {
        listener.reached(progress);
      } catch (IOException e) {
        refused = true;
        throw e;
      }
    }
  }

  @Override
  public void close() {
    release.run();
  }
}
