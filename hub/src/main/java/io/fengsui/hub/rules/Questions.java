package io.fengsui.hub.rules;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * What people want to know of a lane's engine: asked on any thread, answered on the lane's own
 * between two batches, so that the engine needs no lock. At most {@value #MOST} wait; more are
 * refused.
 */
final class Questions {
  private static final int MOST = 64;

  private final ArrayBlockingQueue<Question<?>> waiting = new ArrayBlockingQueue<>(MOST);

  private record Question<T>(Function<LaneEngine, T> what, CompletableFuture<T> answer) {
    void answer(LaneEngine engine) {
      if (answer.isDone()) {
        return; // nobody waits for it any more
      }
      try {
        answer.complete(what.apply(engine));
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    }
  }

  /**
   * Asks; does not wait. Any thread.
   *
   * @param what reads the engine, quickly; what it answers is not part of the engine
   * @return cancel it when nobody waits any more
   */
  <T> Future<T> ask(Function<LaneEngine, T> what) {
    var question = new Question<>(what, new CompletableFuture<T>());
    if (!waiting.offer(question)) {
      question.answer.completeExceptionally(
          new RejectedExecutionException(MOST + " questions wait already"));
    }
    return question.answer;
  }

  /** Answers those that wait now. The lane's thread. */
  void answer(LaneEngine engine) {
    for (int left = waiting.size(); left > 0; left--) {
      Question<?> next = waiting.poll();
      if (next != null) {
        next.answer(engine);
      }
    }
  }
}
