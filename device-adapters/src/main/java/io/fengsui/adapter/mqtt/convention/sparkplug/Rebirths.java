package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Findings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks edge nodes for their births: each once in 30 s at most, and again when no birth came, since
 * a request may be lost like anything of QoS 0. Not thread-safe.
 */
final class Rebirths {

  static final long PAUSE = TimeUnit.SECONDS.toNanos(30);

  /** In one pause; while so many were asked, nobody else is. */
  static final int MAX_ASKED = 10_000;

  /** Then the node is left alone until it says something that asks for a birth. */
  static final int MAX_TIMES = 20;

  /** The others are asked when the next message comes. */
  private static final int MAX_AT_ONCE = 100;

  private record Asked(SparkplugTopic node, long at, int times, boolean open) {}

  private final InstantSource clock;
  private final LongSupplier ticks;

  /** Whoever was asked longest ago comes first. */
  private final Map<String, Asked> asked = new LinkedHashMap<>();

  Rebirths(InstantSource clock, LongSupplier ticks) {
    this.clock = clock;
    this.ticks = ticks;
  }

  /** Asks, unless that was just done; returns whether it asked. */
  boolean ask(SparkplugTopic place, Findings findings) {
    if (!mayAsk(place)) {
      return false;
    }
    findings.add(request(place.node(), 1));
    return true;
  }

  /** Whether a request may be sent now. */
  boolean mayAsk(SparkplugTopic place) {
    Asked last = asked.get(place.edgeAddress());
    return last == null ? asked.size() < MAX_ASKED : isPast(last);
  }

  private boolean isPast(Asked last) {
    return ticks.getAsLong() - last.at() >= PAUSE;
  }

  /** It was asked in another way. */
  void asked(SparkplugTopic place) {
    note(new Asked(place.node(), ticks.getAsLong(), 1, true));
  }

  /** Asks once the pause is over, beginning now if it was not asked lately. */
  void askLater(SparkplugTopic place) {
    Asked last = asked.get(place.edgeAddress());
    if (last != null && !isPast(last)) {
      asked.put(place.edgeAddress(), new Asked(last.node(), last.at(), 0, true));
    } else if (last != null || asked.size() < MAX_ASKED) {
      note(new Asked(place.node(), ticks.getAsLong(), 0, true));
    }
  }

  private Finding.Reply request(SparkplugTopic node, int times) {
    note(new Asked(node, ticks.getAsLong(), times, true));
    return new Finding.Reply(node.to("NCMD"), Orders.rebirth(clock.instant()), 0, false);
  }

  private void note(Asked request) {
    asked.remove(request.node().edgeAddress());
    asked.put(request.node().edgeAddress(), request);
  }

  /** The node was born or died: it need not be asked again. */
  void settled(SparkplugTopic place) {
    asked.computeIfPresent(
        place.edgeAddress(), (_, last) -> new Asked(last.node(), last.at(), last.times(), false));
  }

  /** Asks those again who have not answered. */
  void again(Findings findings) {
    List<Asked> open = new ArrayList<>();
    var oldest = asked.values().iterator();
    while (oldest.hasNext()) {
      Asked next = oldest.next();
      if (!isPast(next) || open.size() >= MAX_AT_ONCE) {
        break;
      }
      oldest.remove();
      if (next.open() && next.times() < MAX_TIMES) {
        open.add(next);
      }
    }
    open.forEach(next -> findings.add(request(next.node(), next.times() + 1)));
  }
}
