package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.gb26875.Latches.Held;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what parts hold up, so that no end of the hub, however abrupt, forgets a flag whose frame
 * was confirmed: what a frame changed is on disk before it is confirmed, with one write for all
 * frames that wait meanwhile. It is written after the receipts, so that it never knows of more than
 * the hub does. The link works without the file: while it cannot be written, frames are confirmed
 * all the same, and all is written anew as soon as that can be done.
 */
final class Keeper {

  private static final Logger log = LoggerFactory.getLogger(Keeper.class);

  /** From so many lines on the file is written anew if most of them no longer count. */
  private static final int MANY = 20_000;

  private record Waiting(Transmitter of, Runnable kept) {}

  private final HeldFile file;
  private final Map<String, Transmitter> transmitters;
  private final Map<String, Map<Part, Held>> unclaimed;

  /** Bounded by the link's limit of unsettled frames. */
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();

  /** Whether the file says all up to now, so that changes can be added to it. */
  private boolean whole;

  private boolean failing;
  private int fewest;

  /**
   * @param transmitters those that have spoken, as they come
   */
  Keeper(HeldFile file, Map<String, Transmitter> transmitters) {
    this.file = file;
    this.transmitters = transmitters;
    this.unclaimed = new ConcurrentHashMap<>(file.read());
  }

  /** Gives a transmitter that speaks for the first time what it held. */
  void restore(Transmitter to) {
    Map<Part, Held> held = unclaimed.get(to.key());
    if (held != null) {
      held.values().forEach(to.latches::restore);
    }
  }

  /**
   * Has written what a transmitter's parts hold up, and says so. Any thread, at once.
   *
   * @param kept run on the link's thread
   */
  void keep(Transmitter of, Runnable kept) {
    waiting.add(new Waiting(of, kept));
  }

  /** Waits so long for something to keep, and keeps all there is. On the link's thread. */
  void turn(long patienceMillis) throws InterruptedException {
    Waiting first = waiting.poll(patienceMillis, TimeUnit.MILLISECONDS);
    var batch = new ArrayList<Waiting>();
    if (first != null) {
      batch.add(first);
      waiting.drainTo(batch);
    }
    var changed = new LinkedHashSet<Transmitter>();
    batch.forEach(each -> changed.add(each.of));
    var lines = new ArrayList<String>();
    for (Transmitter each : changed) {
      synchronized (each) {
        each.latches.takeChanged().forEach(held -> lines.add(HeldFile.line(each.key(), held)));
      }
    }
    if (!lines.isEmpty() || failing) {
      write(lines);
    }
    batch.forEach(each -> each.kept.run());
  }

  private void write(List<String> changes) {
    boolean fits = file.lines() + changes.size() <= Math.max(MANY, 2 * fewest);
    try {
      if (whole && fits) {
        file.append(changes);
      } else {
        List<String> all = all();
        file.replace(all);
        fewest = all.size();
      }
      whole = true;
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        log.atWarn().addKeyValue("file", file).setCause(e).log("what is held cannot be kept");
      }
      whole = false;
      failing = true;
    }
  }

  private List<String> all() {
    unclaimed.keySet().removeIf(transmitters::containsKey);
    var lines = new ArrayList<String>();
    unclaimed.forEach(
        (key, held) -> held.values().forEach(each -> lines.add(HeldFile.line(key, each))));
    transmitters.forEach(
        (key, transmitter) -> {
          synchronized (transmitter) {
            transmitter.latches.held().forEach(each -> lines.add(HeldFile.line(key, each)));
          }
        });
    return lines;
  }
}
