package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.gb26875.Frame.Command;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One question or order to a device and its answer, which repeats the serial number (clause 6.4).
 * An order is confirmed (3), a question answered (5); both may be denied (6).
 */
final class Exchange {

  private final CompletableFuture<Frame> answer = new CompletableFuture<>();
  private volatile int serial = -1;
  private volatile int wanted;

  /** Whether the frame is the answer. */
  boolean answered(Frame frame) {
    boolean mine = frame.serial() == serial;
    boolean ends = frame.command() == wanted || frame.command() == Command.DENY;
    return mine && ends && answer.complete(frame);
  }

  /**
   * Sends and waits, and sends again as often as the settings say.
   *
   * @return the answer; null if there was none
   */
  @Nullable Frame run(
      Transmitter device, Frame question, Gb26875Settings.Limits limits, long patienceNanos)
      throws InterruptedException {
    wanted = question.command() == Command.CONTROL ? Command.CONFIRM : Command.ANSWER;
    serial = question.serial();
    long end = System.nanoTime() + patienceNanos;
    for (int i = 0; i <= limits.repeats(); i++) {
      long wait = Math.min(limits.answer().toNanos(), end - System.nanoTime());
      if (wait <= 0) {
        return null;
      }
      Line line = device.line();
      if (line != null) {
        line.send(question);
      }
      try {
        return answer.get(wait, TimeUnit.NANOSECONDS);
      } catch (TimeoutException again) {
        // the loop sends it again
      } catch (ExecutionException e) {
        throw new IllegalStateException("an answer never fails", e);
      }
    }
    return null;
  }
}
