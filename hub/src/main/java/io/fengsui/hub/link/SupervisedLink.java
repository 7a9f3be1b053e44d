package io.fengsui.hub.link;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Uplink;
import io.fengsui.hub.link.LinkStatus.State;
import io.fengsui.hub.problem.Sentence;
import java.net.BindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs one link on a virtual thread of its own and starts it again, with growing pauses, when it
 * fails. Its status is data; each change of it is told once. Thread-safe.
 */
final class SupervisedLink {

  private static final Logger log = LoggerFactory.getLogger(SupervisedLink.class);

  private final LinkDefinition link;
  private final LinkCounters counters;
  private final Backoff backoff;
  private final Strangers strangers;
  private final InstantSource clock;
  private final Consumer<LinkStatus> changes;
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile LinkStatus status;
  private volatile @Nullable Thread thread;

  /**
   * @param changes told each change of the status, on the link's thread
   */
  SupervisedLink(
      LinkDefinition link,
      LinkCounters counters,
      Backoff backoff,
      InstantSource clock,
      Consumer<LinkStatus> changes) {
    this.link = link;
    this.counters = counters;
    this.backoff = backoff;
    this.clock = clock;
    this.strangers = new Strangers(clock);
    this.changes = changes;
    status =
        new LinkStatus(
            link.name(),
            link.protocol(),
            State.STARTING,
            new Sentence("未启动", "not started"),
            clock.instant());
  }

  Adapter adapter() {
    return link.adapter();
  }

  LinkStatus status() {
    return status;
  }

  Strangers strangers() {
    return strangers;
  }

  LinkCounters counters() {
    return counters;
  }

  /** To be called by the adapter, through its uplink. */
  void serving(Sentence detail) {
    become(State.RUNNING, detail);
    begun.countDown();
  }

  void start(Uplink uplink) {
    become(State.STARTING, new Sentence("正在启动", "starting"));
    thread = Thread.ofVirtual().name("link-" + link.name()).start(() -> supervise(uplink));
  }

  /** Waits until the link serves or has failed for the first time, at most so long. */
  void awaitBegun(Duration most) throws InterruptedException {
    begun.await(most.toNanos(), TimeUnit.NANOSECONDS);
  }

  void interrupt() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Waits for the end after {@link #interrupt}; false if the link does not end in time. */
  boolean awaitEnd(Duration most) throws InterruptedException {
    Thread running = thread;
    return running == null || running.join(most);
  }

  private void supervise(Uplink uplink) {
    MDC.put("link", link.name());
    MDC.put("protocol", link.protocol());
    var end = new Sentence("因程序错误结束", "ended by an error of the program");
    try {
      while (true) {
        long began = System.nanoTime();
        try {
          link.adapter().run(uplink);
          end = new Sentence("自行结束", "ended by itself");
          return;
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception e) {
          if (Thread.interrupted()) {
            throw (InterruptedException) new InterruptedException("stopped").initCause(e);
          }
          failed(e, Duration.ofNanos(System.nanoTime() - began));
        }
        Thread.sleep(backoff.pause());
      }
    } catch (InterruptedException e) {
      end = new Sentence("已停止", "stopped");
    } finally {
      become(State.STOPPED, end);
      begun.countDown();
      MDC.clear();
    }
  }

  private void failed(Exception failure, Duration ran) {
    backoff.worked(ran);
    log.atDebug().setCause(failure).log("the link failed");
    Sentence why = sentence(failure);
    become(
        State.BACKING_OFF,
        new Sentence(why.zh() + "；将自动重试", why.en() + "; it is tried again by itself"));
    begun.countDown();
  }

  private Sentence sentence(Exception failure) {
    String message = failure.getMessage();
    String why = message == null ? failure.getClass().getSimpleName() : message;
    return failure instanceof BindException
        ? new Sentence(
            "%s；端口由 %s.port 设置，--port-offset 可移动所有链路的端口".formatted(why, link.property()),
            "%s; the setting is %s.port, and --port-offset moves the ports of all links"
                .formatted(why, link.property()))
        : new Sentence(why, why);
  }

  private synchronized void become(State state, Sentence detail) {
    LinkStatus before = status;
    if (before.state() == state && before.detail().equals(detail)) {
      return;
    }
    var since = before.state() == state ? before.since() : clock.instant();
    status = new LinkStatus(link.name(), link.protocol(), state, detail, since);
    var level = state == State.BACKING_OFF ? log.atWarn() : log.atInfo();
    level.log("link {}: {}", link.name(), detail.en());
    changes.accept(status);
  }
}
