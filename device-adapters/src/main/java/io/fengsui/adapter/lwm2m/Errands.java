package io.fengsui.adapter.lwm2m;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.leshan.core.request.DownlinkDeviceManagementRequest;
import org.eclipse.leshan.core.request.exception.RequestCanceledException;
import org.eclipse.leshan.core.request.exception.TimeoutException;
import org.eclipse.leshan.core.request.exception.UnconnectedPeerException;
import org.eclipse.leshan.core.response.ErrorCallback;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.core.response.ResponseCallback;
import org.eclipse.leshan.server.registration.Registration;
import org.jspecify.annotations.Nullable;

/**
 * Requests to devices, one at a time for each. A device in Queue mode gets them while it listens,
 * that is for a while after it spoke; the others wait. Bounded: a full queue refuses. Thread-safe.
 */
final class Errands {

  static final int MAX_WAITING = 256;
  private static final int TRIES = 3;

  /** Sends a request; the call-backs may come on any thread, once. */
  interface Sender {
    <T extends LwM2mResponse> void send(
        Registration registration,
        DownlinkDeviceManagementRequest<T> request,
        long timeoutMillis,
        ResponseCallback<T> answered,
        ErrorCallback failed);
  }

  /** One device's queue; guarded by itself. */
  private static final class Line {
    private final ArrayDeque<Errand> waiting = new ArrayDeque<>();
    private Registration registration;
    private long heardAt;
    private boolean awake;
    private boolean busy;
    private int tries;

    Line(Registration registration) {
      this.registration = registration;
    }
  }

  private final Sender sender;
  private final Consumer<Runnable> later;
  private final long awakeNanos;
  private final long timeoutMillis;
  private final LongSupplier nanoTime;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  /**
   * @param later runs something in a while
   */
  Errands(
      Sender sender,
      Consumer<Runnable> later,
      Duration awake,
      Duration timeout,
      LongSupplier nanoTime) {
    this.sender = sender;
    this.later = later;
    this.awakeNanos = awake.toNanos();
    this.timeoutMillis = timeout.toMillis();
    this.nanoTime = nanoTime;
  }

  /** The device spoke just now: it hears what waits for it. */
  void heard(Registration registration) {
    Line line = lines.computeIfAbsent(registration.getEndpoint(), _ -> new Line(registration));
    synchronized (line) {
      line.registration = registration;
      line.heardAt = nanoTime.getAsLong();
      line.awake = true;
    }
    next(line);
  }

  /** The device registered: what was planned for its last registration is void. */
  void startOver(Registration registration) {
    Line line = lines.get(registration.getEndpoint());
    if (line != null) {
      synchronized (line) {
        line.waiting.removeIf(Errand::planned);
      }
    }
  }

  /** The device left: nothing will be sent to it. */
  void forget(Registration registration) {
    Line line = lines.remove(registration.getEndpoint());
    if (line != null) {
      Errand errand;
      while ((errand = poll(line)) != null) {
        errand.failed().accept(new IllegalStateException("the device left"));
      }
    }
  }

  /** Returns false if the device has too much to do already. */
  boolean add(Registration registration, Errand errand) {
    Line line = lines.computeIfAbsent(registration.getEndpoint(), _ -> new Line(registration));
    synchronized (line) {
      line.waiting.removeIf(waiting -> waiting.stale().getAsBoolean());
      if (line.waiting.size() >= MAX_WAITING) {
        return false;
      }
      line.waiting.add(errand);
    }
    next(line);
    return true;
  }

  /** Returns whether it had not been sent yet. */
  boolean withdraw(Registration registration, Errand errand) {
    Line line = lines.get(registration.getEndpoint());
    if (line == null) {
      return false;
    }
    synchronized (line) {
      return line.waiting.removeIf(errand::equals);
    }
  }

  private void next(Line line) {
    Errand errand;
    Registration registration;
    synchronized (line) {
      if (line.busy || !listens(line)) {
        return;
      }
      while ((errand = line.waiting.poll()) != null && errand.stale().getAsBoolean()) {
        // nobody wants its answer any more
      }
      if (errand == null) {
        return;
      }
      line.busy = true;
      registration = line.registration;
    }
    send(line, registration, errand, errand.request());
  }

  private boolean listens(Line line) {
    return !line.registration.usesQueueMode()
        || (line.awake && nanoTime.getAsLong() - line.heardAt < awakeNanos);
  }

  private <T extends LwM2mResponse> void send(
      Line line,
      Registration registration,
      Errand errand,
      DownlinkDeviceManagementRequest<T> request) {
    try {
      sender.send(
          registration,
          request,
          timeoutMillis,
          response -> answered(line, errand, response),
          failure -> failed(line, errand, failure));
    } catch (RuntimeException e) {
      failed(line, errand, e);
    }
  }

  private void answered(Line line, Errand errand, LwM2mResponse response) {
    synchronized (line) {
      line.busy = false;
      line.tries = 0;
      line.heardAt = nanoTime.getAsLong();
      line.awake = true;
    }
    try {
      errand.done().accept(response);
    } finally {
      next(line);
    }
  }

  /**
   * A device that did not answer may just have fallen asleep, or moved: what it was asked waits for
   * it. What is planned waits as long as the registration lives, since a device that is not
   * observed is deaf without anybody's knowing.
   */
  private void failed(Line line, Errand errand, Exception failure) {
    boolean away =
        failure instanceof TimeoutException
            || failure instanceof UnconnectedPeerException
            || failure instanceof RequestCanceledException;
    boolean again;
    boolean sleeper;
    synchronized (line) {
      line.busy = false;
      sleeper = line.registration.usesQueueMode();
      again = away && !errand.stale().getAsBoolean() && (errand.planned() || ++line.tries < TRIES);
      if (again) {
        line.waiting.addFirst(errand);
      } else {
        line.tries = 0;
      }
      line.awake = line.awake && !away;
    }
    if (!again) {
      errand.failed().accept(failure);
    }
    if (!away) {
      next(line);
    } else if (!sleeper) {
      later.accept(() -> next(line));
    }
  }

  private static @Nullable Errand poll(Line line) {
    synchronized (line) {
      return line.waiting.poll();
    }
  }
}
