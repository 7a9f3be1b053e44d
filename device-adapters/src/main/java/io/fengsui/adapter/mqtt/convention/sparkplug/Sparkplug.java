package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.mqtt.convention.Convention;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Findings;
import io.fengsui.adapter.mqtt.convention.Ordered;
import io.fengsui.adapter.mqtt.convention.Publish;
import io.fengsui.adapter.mqtt.convention.Registered;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Sparkplug B edge nodes and their devices. An edge node is registered with {@code group/edge}, a
 * device with its name below that, or with {@code group/edge/device}. When something was missed,
 * what still comes is taken, marked {@code ext.stale}, and the edge node is asked for its birth
 * again: a late alarm is better than none.
 */
public final class Sparkplug implements Convention {

  private final String filter;
  private final HostState host;
  private final Places places;
  private final Rebirths rebirths;
  private final SparkplugCommands commands;
  private final EdgeNodes edges;

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
    this.rebirths = new Rebirths(clock, ticks);
    this.commands = new SparkplugCommands(clock, rebirths);
    this.edges = new EdgeNodes(places, rebirths, commands);
  }

  @Override
  public List<String> filters() {
    boolean apart = !filter.startsWith(SparkplugTopic.ROOT + "+/");
    return host.topic()
        .filter(own -> apart)
        .map(own -> List.of(filter, own))
        .orElse(List.of(filter));
  }

  @Override
  public boolean owns(String topic) {
    return topic.startsWith(SparkplugTopic.ROOT);
  }

  @Override
  public void joining() {
    host.joining();
    edges.mayHaveMissed();
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
    return commands.order(command, edges::find);
  }

  @Override
  public List<Finding> hear(Publish publish) {
    var findings = new Findings(publish);
    rebirths.again(findings);
    if (publish.topic().startsWith(SparkplugTopic.ROOT + "STATE/")) {
      host.answerTo(publish).ifPresent(findings::add);
      return findings.all();
    }
    Optional<SparkplugTopic> topic = SparkplugTopic.parse(publish.topic());
    if (topic.isEmpty()) {
      findings.lost(null, Reason.MALFORMED, "the topic is none of Sparkplug's");
    } else if (!topic.get().isOrder()) {
      hear(topic.get(), publish, findings);
    }
    return findings.all();
  }

  /** Births, so that what goes by an alias is understood before the next one. */
  @Override
  public List<Finding> learn(Publish publish) {
    var findings = new Findings(publish);
    SparkplugTopic.parse(publish.topic())
        .filter(SparkplugTopic::isBirth)
        .ifPresent(
            topic ->
                Payload.read(publish.payload())
                    .ifPresent(payload -> edges.learn(topic, payload, findings)));
    return findings.all();
  }

  /** An alias may mean something else after each birth. */
  @Override
  public boolean remembersNames() {
    return false;
  }

  /** An edge node says a thing once, at QoS 0; its next birth says all of it again. */
  @Override
  public void notTaken(Publish publish) {
    SparkplugTopic.parse(publish.topic()).ifPresent(edges::notTaken);
  }

  private void hear(SparkplugTopic topic, Publish publish, Findings findings) {
    if (publish.payload().length > Publish.MAX_PAYLOAD) {
      findings.lost(places.find(topic), Reason.TOO_LARGE, "the payload is larger than 256 KiB");
      return;
    }
    if (publish.retained()) {
      String why = "Sparkplug retains only the state of hosts";
      findings.lost(places.find(topic), Reason.MALFORMED, why);
      return;
    }
    Optional<Payload> payload = Payload.read(publish.payload());
    if (payload.isEmpty()) {
      findings.lost(places.find(topic), Reason.MALFORMED, "the payload is no Sparkplug B");
      return;
    }
    if (!payload.get().whole()) {
      String why = "the payload has too many metrics, too long names or too deep templates";
      findings.lost(places.find(topic), Reason.TOO_LARGE, why);
    }
    edges.hear(topic, payload.get(), findings);
  }
}
