package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.mqtt.convention.AnyOf;
import io.fengsui.adapter.mqtt.convention.Findings;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.Times;
import io.fengsui.adapter.mqtt.convention.sparkplug.Birth.Known;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The values of one payload as messages, in the order they stand in it. Values of one moment are
 * one message, unless a metric comes a second time: smoke that was seen and is gone is two. Not
 * thread-safe.
 */
final class Report {

  /** Says that a value may not hold any more. */
  static final String STALE = "ext.stale";

  /** Room for the marks is left beside these. */
  static final int MAX_READINGS = 250;

  /** When values were so. */
  private record Moment(long timestamp, boolean historical, boolean stale) {}

  private record Message(Moment moment, Gathered gathered, Set<String> names) {}

  private final Birth birth;
  private final boolean stale;
  private final BiConsumer<Known, Node> live;
  private final List<Message> messages = new ArrayList<>();
  private final AnyOf then = new AnyOf();
  private boolean unknownAlias;

  /**
   * @param stale whether something was missed, so that nothing is certain
   * @param live told each value that holds now
   */
  Report(Birth birth, boolean stale, BiConsumer<Known, Node> live) {
    this.birth = birth;
    this.stale = stale;
    this.live = live;
  }

  Report take(Payload payload) {
    for (Metric metric : payload.metrics()) {
      take("", metric, payload.timestamp(), false, false);
    }
    return this;
  }

  private void take(
      String prefix, Metric metric, long otherTime, boolean historical, boolean doubtful) {
    Optional<Known> known = birth.find(prefix, metric);
    if (known.isEmpty()) {
      unknownAlias = true;
      return;
    }
    if (metric.value() == null || isOfTheNodeItself(known.get().name())) {
      return;
    }
    long time = metric.timestamp() == 0 ? otherTime : metric.timestamp();
    boolean past = historical || metric.historical();
    boolean bad = doubtful || metric.doubtful();
    if (metric.value() instanceof Metric.Wire.Parts(var parts)) {
      parts.forEach(part -> take(known.get().name() + "/", part, time, past, bad));
      return;
    }
    int datatype = metric.datatype() == 0 ? known.get().datatype() : metric.datatype();
    Node node = Datatype.node(metric.value(), datatype);
    Message message = message(new Moment(time, past, stale || bad), known.get().name());
    Birth.gather(known.get(), node, past ? then : birth.flags(), message.gathered());
    if (!past) {
      live.accept(known.get(), node);
    }
  }

  private Message message(Moment moment, String name) {
    Message last = messages.isEmpty() ? null : messages.getLast();
    if (last == null
        || !last.moment().equals(moment)
        || last.names().size() >= MAX_READINGS
        || last.names().contains(name)) {
      last = new Message(moment, new Gathered(), new HashSet<>());
      messages.add(last);
    }
    last.names().add(name);
    return last;
  }

  private static boolean isOfTheNodeItself(String name) {
    return name.equals("bdSeq") || name.startsWith("Node Control/");
  }

  /** Whether something went by an alias that the birth does not have. */
  boolean hasUnknownAlias() {
    return unknownAlias;
  }

  void say(DeviceId device, Findings findings) {
    for (Message message : messages) {
      Gathered gathered = message.gathered();
      Moment moment = message.moment();
      if (!gathered.isEmpty()) {
        if (moment.historical()) {
          gathered.put(Telemetry.HISTORICAL, true);
        }
        if (moment.stale()) {
          gathered.put(STALE, true);
        }
      }
      findings.said(device, Times.ofMillis((double) moment.timestamp()), gathered);
    }
  }
}
