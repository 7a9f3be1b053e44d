package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.Bounded;
import io.fengsui.adapter.mqtt.convention.Convention;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Findings;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Ordered;
import io.fengsui.adapter.mqtt.convention.Publish;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.Times;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sparkplug B edge nodes and their devices. An edge node is registered with {@code group/edge}, a
 * device with its name below that, or with {@code group/edge/device}. When something was missed,
 * what still comes is taken, marked {@code ext.stale}, and the edge node is asked for its birth
 * again: a late alarm is better than none.
 */
public final class Sparkplug implements Convention {

  /** So many edge nodes at once; of more, the ones heard longest ago must be born again. */
  static final int MAX_EDGES = 1_000;

  /** Of all edge nodes; what a birth has beyond it is known by name only. */
  static final int MAX_METRICS = 200_000;

  private static final long BETWEEN_REBIRTHS = 30_000_000_000L;

  private final String filter;
  private final Places places;
  private final InstantSource clock;
  private final LongSupplier ticks;
  private final HostState host;
  private final SparkplugCommands commands;
  private final Map<String, EdgeNode> edges = new Bounded<>(MAX_EDGES);
  private final Map<String, Long> asked = new Bounded<>(MAX_EDGES);

  /**
   * @param group the only group to hear, {@code +} for all
   * @param host what the hub says of itself
   * @param ticks nanoseconds that pass, for the pause between two requests for a birth
   */
  public Sparkplug(
      String group,
      HostState host,
      Registered registered,
      InstantSource clock,
      LongSupplier ticks) {
    this.filter = SparkplugTopic.ROOT + group + "/#";
    this.host = host;
    this.places = new Places(registered);
    this.clock = clock;
    this.ticks = ticks;
    this.commands = new SparkplugCommands(clock);
  }

  @Override
  public List<String> filters() {
    return host.topic().map(own -> List.of(filter, own)).orElse(List.of(filter));
  }

  @Override
  public boolean owns(String topic) {
    return topic.startsWith(SparkplugTopic.ROOT);
  }

  @Override
  public List<Finding.Reply> opening() {
    return host.online().stream().toList();
  }

  @Override
  public Optional<Finding.Reply> will() {
    return host.offline();
  }

  @Override
  public Optional<Ordered> order(Command command) {
    return commands.order(command, edges::get);
  }

  @Override
  public List<Finding> hear(Publish publish) {
    var findings = new Findings(publish);
    if (publish.topic().startsWith(SparkplugTopic.ROOT + "STATE/")) {
      host.answerTo(publish).ifPresent(findings::add);
      return findings.all();
    }
    Optional<SparkplugTopic> topic = SparkplugTopic.parse(publish.topic());
    if (topic.isEmpty()) {
      findings.lost(null, Reason.MALFORMED, "the topic is none of Sparkplug's");
    } else if (!topic.get().type().endsWith("CMD")) {
      hear(topic.get(), publish, findings);
    }
    return findings.all();
  }

  private void hear(SparkplugTopic topic, Publish publish, Findings findings) {
    if (publish.payload().length > Publish.MAX_PAYLOAD) {
      findings.lost(places.find(topic), Reason.TOO_LARGE, "the payload is larger than 256 KiB");
      return;
    }
    if (publish.retained()) {
      findings.lost(places.find(topic), Reason.MALFORMED, "Sparkplug retains only the state of hosts");
      return;
    }
    Optional<Payload> read = Payload.read(publish.payload());
    if (read.isEmpty()) {
      findings.lost(places.find(topic), Reason.MALFORMED, "the payload is no Sparkplug B");
      return;
    }
    Payload payload = read.get();
    switch (topic.type()) {
      case "NBIRTH" -> nodeBirth(topic, payload, findings);
      case "NDEATH" -> nodeDeath(topic, payload, findings);
      case "DBIRTH" -> deviceBirth(topic, payload, findings);
      case "DDEATH" -> deviceDeath(topic, payload, findings);
      case "NDATA", "DDATA" -> data(topic, payload, findings);
      default -> findings.lost(places.find(topic), Reason.MALFORMED, "no such type of message");
    }
  }

  private void nodeBirth(SparkplugTopic topic, Payload payload, Findings findings) {
    if (payload.seq() != 0) {
      findings.lost(places.find(topic), Reason.MALFORMED, "an NBIRTH must have the sequence number 0");
    }
    var edge = new EdgeNode(bdSeq(payload), Math.max(0, payload.seq()));
    edges.put(topic.edgeAddress(), edge);
    born(topic, edge, payload, findings);
  }

  private void deviceBirth(SparkplugTopic topic, Payload payload, Findings findings) {
    EdgeNode edge = edges.get(topic.edgeAddress());
    if (edge == null || edge.isDead()) {
      findings.lost(places.find(topic), Reason.MALFORMED, "a DBIRTH came before its NBIRTH");
      askForBirth(topic, findings);
      return;
    }
    inOrder(topic, edge, payload, findings);
    born(topic, edge, payload, findings);
  }

  private void born(SparkplugTopic topic, EdgeNode edge, Payload payload, Findings findings) {
    int others = edges.values().stream().mapToInt(EdgeNode::metrics).sum();
    if (others + payload.metrics().size() <= MAX_METRICS) {
      edge.born(topic.device(), new Birth(payload.metrics()));
    } else {
      findings.lost(places.find(topic), Reason.TOO_LARGE, "the births of this link have too many metrics");
    }
    DeviceId device = places.find(topic);
    if (device != null) {
      findings.presence(device, true, "it was born");
    }
    say(topic, edge, payload, findings);
  }

  private void nodeDeath(SparkplugTopic topic, Payload payload, Findings findings) {
    EdgeNode edge = edges.get(topic.edgeAddress());
    if (edge != null && !edge.isEndedBy(bdSeq(payload))) {
      return; // of a connection before the one that lives
    }
    if (edge != null) {
      edge.devices().stream()
          .filter(name -> !name.isEmpty())
          .map(name -> new SparkplugTopic(topic.group(), "DDEATH", topic.edge(), name))
          .forEach(device -> gone(device, "its edge node died", findings));
      edge.die();
    }
    gone(topic, "it died", findings);
  }

  private void deviceDeath(SparkplugTopic topic, Payload payload, Findings findings) {
    EdgeNode edge = edges.get(topic.edgeAddress());
    if (edge != null && !edge.isDead()) {
      inOrder(topic, edge, payload, findings);
      edge.died(topic.device());
    }
    gone(topic, "it died", findings);
  }

  private void gone(SparkplugTopic topic, String because, Findings findings) {
    DeviceId device = places.find(topic);
    if (device != null) {
      findings.presence(device, false, because);
    }
  }

  private void data(SparkplugTopic topic, Payload payload, Findings findings) {
    EdgeNode edge = edges.get(topic.edgeAddress());
    if (edge == null || edge.isDead()) {
      askForBirth(topic, findings);
      var unborn = new EdgeNode(-1, payload.seq());
      unborn.markStale();
      say(topic, unborn, payload, findings);
      return;
    }
    inOrder(topic, edge, payload, findings);
    if (edge.isStale() || !edge.knows(topic.device())) {
      askForBirth(topic, findings);
    }
    say(topic, edge, payload, findings);
  }

  private void inOrder(SparkplugTopic topic, EdgeNode edge, Payload payload, Findings findings) {
    if (!edge.follows(payload.seq())) {
      askForBirth(topic, findings);
    }
  }

  /** Values of one moment are one message. */
  private record Moment(long timestamp, boolean historical) {}

  private void say(SparkplugTopic topic, EdgeNode edge, Payload payload, Findings findings) {
    Birth birth = edge.birth(topic.device());
    Map<Moment, Gathered> moments = new LinkedHashMap<>();
    boolean unknownAlias = false;
    for (Metric metric : payload.metrics()) {
      Optional<Birth.Known> known = birth.find(metric);
      unknownAlias |= known.isEmpty();
      if (known.isEmpty() || metric.value() == null || isOfTheNodeItself(known.get().name())) {
        continue;
      }
      long time = metric.timestamp() == 0 ? payload.timestamp() : metric.timestamp();
      var moment = new Moment(time, metric.historical());
      Gathered gathered = moments.computeIfAbsent(moment, none -> new Gathered());
      birth.gather(known.get(), metric, metric.value(), gathered);
      if (!metric.historical()) {
        commands.told(topic, known.get().name(), metric.value(), findings);
      }
    }
    DeviceId device = places.find(topic);
    if (unknownAlias) {
      edge.markStale();
      findings.lost(device, Reason.MALFORMED, "an alias is not known until the next birth");
      askForBirth(topic, findings);
    }
    if (device == null) {
      findings.unknown(places.parent(topic), places.address(topic), About.of(topic, payload));
      return;
    }
    commands.heard(device, topic);
    moments.forEach((moment, gathered) -> say(device, edge, moment, gathered, findings));
  }

  private static void say(
      DeviceId device, EdgeNode edge, Moment moment, Gathered gathered, Findings findings) {
    if (gathered.isEmpty()) {
      return;
    }
    if (moment.historical()) {
      gathered.put(Telemetry.HISTORICAL, true);
    }
    if (edge.isStale()) {
      gathered.put("ext.stale", true);
    }
    findings.said(device, Times.ofMillis(moment.timestamp()), gathered);
  }

  private static boolean isOfTheNodeItself(String name) {
    return name.equals("bdSeq") || name.startsWith("Node Control/");
  }

  private static long bdSeq(Payload payload) {
    return payload.metrics().stream()
        .filter(metric -> metric.name().equals("bdSeq"))
        .map(Metric::value)
        .filter(Metric.Wire.Whole.class::isInstance)
        .mapToLong(value -> ((Metric.Wire.Whole) value).bits())
        .findFirst()
        .orElse(-1);
  }

  private void askForBirth(SparkplugTopic topic, Findings findings) {
    Long last = asked.get(topic.edgeAddress());
    long now = ticks.getAsLong();
    if (last == null || now - last >= BETWEEN_REBIRTHS) {
      asked.put(topic.edgeAddress(), now);
      byte[] order =
          Orders.set(
              "Node Control/Rebirth", 0, new Value.Flag(true), clock.instant());
      findings.add(new Finding.Reply(topic.node().to("NCMD"), order, 0, false));
    }
  }
}
