package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.mqtt.convention.Bounded;
import io.fengsui.adapter.mqtt.convention.Findings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The edge nodes of one link and what their messages mean, by the rules for host applications. The
 * births of whoever is registered are kept, of others only what comes next. Not thread-safe.
 */
final class EdgeNodes {

  /** So many at once; of more, the ones heard longest ago must be born again. */
  static final int MAX_EDGES = 10_000;

  /** Bytes that the births of all take; whoever is born beyond it is known by full names only. */
  static final long MAX_WEIGHT = 64L << 20;

  private final Places places;
  private final Rebirths rebirths;
  private final SparkplugCommands commands;
  private final Map<String, EdgeNode> edges = new Bounded<>(MAX_EDGES);

  EdgeNodes(Places places, Rebirths rebirths, SparkplugCommands commands) {
    this.places = places;
    this.rebirths = rebirths;
    this.commands = commands;
  }

  /** Null if it has not been born, or has died. */
  @Nullable EdgeNode find(String edgeAddress) {
    return edges.get(edgeAddress);
  }

  /** Something of the edge node's was lost on this side. */
  void notTaken(SparkplugTopic topic) {
    EdgeNode edge = edges.get(topic.edgeAddress());
    if (edge != null) {
      edge.markStale();
    }
    rebirths.askLater(topic);
  }

  /** Nothing of any edge node is certain until it is born again. */
  void mayHaveMissed() {
    edges.forEach(
        (address, edge) -> {
          edge.markStale();
          if (edge.isKnown()) {
            rebirths.askLater(SparkplugTopic.node(address));
          }
        });
  }

  /** A birth before the hub was started again: its aliases count, but nothing is certain. */
  void learn(SparkplugTopic topic, Payload payload, Findings findings) {
    if (places.find(topic) == null) {
      return;
    }
    EdgeNode edge = edges.get(topic.edgeAddress());
    if (edge == null || topic.device().isEmpty()) {
      edge =
          topic.device().isEmpty()
              ? new EdgeNode(payload.bdSeq(), payload.seq())
              : EdgeNode.unborn();
      edges.put(topic.edgeAddress(), edge);
    }
    edge.markStale();
    if (edge.born(topic.device(), new Birth(payload.metrics()), room())) {
      findings.remember();
    }
  }

  private long room() {
    return MAX_WEIGHT - edges.values().stream().mapToLong(EdgeNode::weight).sum();
  }

  void hear(SparkplugTopic topic, Payload payload, Findings findings) {
    switch (topic.type()) {
      case "NBIRTH" -> nodeBirth(topic.node(), payload, findings);
      case "NDEATH" -> nodeDeath(topic.node(), payload, findings);
      case "NDATA" -> data(topic.node(), payload, findings);
      case "DBIRTH" -> deviceBirth(topic, payload, findings);
      case "DDEATH" -> deviceDeath(topic, payload, findings);
      case "DDATA" -> data(topic, payload, findings);
      default -> findings.lost(places.find(topic), Reason.MALFORMED, "no such type of message");
    }
  }

  private void nodeBirth(SparkplugTopic topic, Payload payload, Findings findings) {
    if (payload.seq() != 0) {
      String why = "an NBIRTH must have the sequence number 0";
      findings.lost(places.find(topic), Reason.MALFORMED, why);
    }
    var edge = new EdgeNode(payload.bdSeq(), payload.seq());
    EdgeNode earlier = edges.put(topic.edgeAddress(), edge);
    forget(topic, earlier, findings);
    if (earlier != null && earlier.isOf(payload.bdSeq())) {
      edge.awaits(earlier.devices());
    } else if (earlier != null) {
      goneWith(earlier, topic, "its edge node has connected anew", findings);
    }
    rebirths.settled(topic);
    born(topic, edge, payload, findings);
  }

  private void deviceBirth(SparkplugTopic topic, Payload payload, Findings findings) {
    EdgeNode edge = edges.get(topic.edgeAddress());
    if (edge == null) {
      askForBirth(topic, null, findings);
      say(topic, EdgeNode.unborn(), new Birth(payload.metrics()), payload, findings);
      return;
    }
    inOrder(topic, edge, payload, findings);
    born(topic, edge, payload, findings);
  }

  private void born(SparkplugTopic topic, EdgeNode edge, Payload payload, Findings findings) {
    var birth = new Birth(payload.metrics());
    DeviceId device = places.find(topic);
    edge.died(topic.device());
    if (device != null) {
      if (edge.born(topic.device(), birth, room())) {
        findings.remember();
      } else {
        findings.forget(topic.to(topic.type()));
        findings.lost(device, Reason.TOO_LARGE, "no room for one more birth on this link");
      }
      findings.presence(device, true, "it was born");
    }
    commands.born(topic, findings);
    say(topic, edge, birth, payload, findings);
  }

  private void nodeDeath(SparkplugTopic topic, Payload payload, Findings findings) {
    EdgeNode edge = edges.get(topic.edgeAddress());
    if (edge != null && !edge.isOf(payload.bdSeq())) {
      return; // of a connection before the one that lives
    }
    forget(topic, edge, findings);
    if (edge != null) {
      goneWith(edge, topic, "its edge node died", findings);
      edges.remove(topic.edgeAddress());
    }
    rebirths.settled(topic);
    gone(topic, "it died", findings);
  }

  private void deviceDeath(SparkplugTopic topic, Payload payload, Findings findings) {
    EdgeNode edge = edges.get(topic.edgeAddress());
    if (edge != null) {
      inOrder(topic, edge, payload, findings);
      edge.died(topic.device());
      findings.forget(topic.to("DBIRTH"));
    }
    gone(topic, "it died", findings);
  }

  /** The births of an edge node and its devices need not be known any more. */
  private static void forget(SparkplugTopic node, @Nullable EdgeNode edge, Findings findings) {
    if (edge != null) {
      edge.born()
          .forEach(
              name -> findings.forget(node.device(name).to(name.isEmpty() ? "NBIRTH" : "DBIRTH")));
    }
  }

  private void goneWith(EdgeNode edge, SparkplugTopic node, String because, Findings findings) {
    edge.devices().stream()
        .filter(name -> !name.isEmpty())
        .sorted()
        .forEach(name -> gone(node.device(name), because, findings));
  }

  private void gone(SparkplugTopic topic, String because, Findings findings) {
    DeviceId device = places.find(topic);
    if (device != null) {
      findings.presence(device, false, because);
    }
  }

  private void data(SparkplugTopic topic, Payload payload, Findings findings) {
    EdgeNode edge = edges.get(topic.edgeAddress());
    if (edge == null) {
      askForBirth(topic, null, findings);
      EdgeNode unborn = EdgeNode.unborn();
      say(topic, unborn, unborn.birth(topic.device()), payload, findings);
      return;
    }
    inOrder(topic, edge, payload, findings);
    edge.missing()
        .forEach(
            name ->
                gone(
                    topic.node().device(name),
                    "it was not born again with its edge node",
                    findings));
    if (edge.isStale() || !edge.knows(topic.device())) {
      askForBirth(topic, edge, findings);
    }
    say(topic, edge, edge.birth(topic.device()), payload, findings);
  }

  private void inOrder(SparkplugTopic topic, EdgeNode edge, Payload payload, Findings findings) {
    if (!edge.follows(payload.seq())) {
      askForBirth(topic, edge, findings);
    }
  }

  private void say(
      SparkplugTopic topic, EdgeNode edge, Birth birth, Payload payload, Findings findings) {
    DeviceId device = places.find(topic);
    if (device == null) {
      findings.unknown(places.parent(topic), places.address(topic), About.of(topic, payload));
      return;
    }
    commands.heard(device, topic);
    boolean certain = !edge.isStale() && (edge.knows(topic.device()) || topic.isBirth());
    Report report =
        new Report(
                birth,
                !certain,
                (known, value) -> commands.told(topic, known.name(), value, findings))
            .take(payload);
    if (report.hasUnknownAlias()) {
      unknownAlias(topic, edge, device, findings);
    }
    report.say(device, findings);
  }

  /** In a birth, which names all, it is a fault of the sender's that asking does not mend. */
  private void unknownAlias(
      SparkplugTopic topic, EdgeNode edge, DeviceId device, Findings findings) {
    if (topic.isBirth()) {
      findings.lost(device, Reason.MALFORMED, "a metric of the birth has no name");
    } else {
      edge.markStale();
      findings.lost(device, Reason.MALFORMED, "an alias is not known until the next birth");
      askForBirth(topic, edge, findings);
    }
  }

  /** Of strangers nothing is kept, so that their births would be of no use. */
  private void askForBirth(SparkplugTopic topic, @Nullable EdgeNode edge, Findings findings) {
    if (places.find(topic) != null || (edge != null && edge.isKnown())) {
      rebirths.ask(topic, findings);
    }
  }
}
