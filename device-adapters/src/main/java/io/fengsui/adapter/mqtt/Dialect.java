package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Uplink;
import io.fengsui.adapter.mqtt.convention.Conventions;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Heard;
import io.fengsui.adapter.mqtt.convention.Ordered;
import io.fengsui.adapter.mqtt.convention.Publish;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one connected peer says in topics of others, by the conventions of the link or the one that
 * the peer is registered with. Confined to the loop, but for the writing of commands.
 */
final class Dialect {

  private static final int BYTES_PER_MESSAGE = 256;

  private final Endpoint endpoint;
  private final Connection connection;
  private final Session session;

  /** Most peers speak in the hub's own topics, so they are made when first asked for. */
  private @Nullable Conventions conventions;

  /** Whom the peer was heard speaking for; they are registered, so they are not too many. */
  private final Set<DeviceId> children = new HashSet<>();

  private boolean hearsCallsOfChildren;

  Dialect(Endpoint endpoint, Connection connection, Session session) {
    this.endpoint = endpoint;
    this.connection = connection;
    this.session = session;
  }

  private Conventions conventions() {
    Conventions known = conventions;
    if (known == null) {
      known = Chosen.of(endpoint.settings(), session.device(), endpoint.uplink());
      conventions = known;
    }
    return known;
  }

  boolean owns(String topic) {
    return conventions().owns(topic);
  }

  /** Takes a publish and answers it once all that it says is on disk. */
  void publish(String topic, ByteBuf payload, int qos, int packetId, Acks acks) {
    publish(topic, ByteBufUtil.getBytes(payload), qos, packetId, acks);
  }

  /**
   * Says what the peer left to be said when it is gone.
   *
   * @return whether that tells of the peer's own absence
   */
  boolean lastWords(Session.Will.Foreign will, Acks acks) {
    return publish(will.topic(), will.payload(), 0, 0, acks).stream()
        .anyMatch(
            finding ->
                finding instanceof Finding.Said(Presence presence)
                    && presence.device().equals(session.device())
                    && !presence.online());
  }

  private List<Finding> publish(String topic, byte[] bytes, int qos, int packetId, Acks acks) {
    List<Finding> findings =
        conventions().hear(new Publish(topic, bytes, false)).orElseGet(List::of);
    long messages = findings.stream().filter(Finding.Said.class::isInstance).count();
    int weight = (int) Math.max(bytes.length, messages * BYTES_PER_MESSAGE);
    var ack = new PendingAck(connection, qos, packetId, weight);
    acks.add(ack);
    try {
      take(findings, Kept.of(session.device(), topic, bytes)).whenComplete(ack);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ack.accept(new Receipt.Busy(Duration.ZERO), null);
    }
    return findings;
  }

  private CompletableFuture<Receipt> take(List<Finding> findings, Raw raw)
      throws InterruptedException {
    Uplink uplink = endpoint.uplink();
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    Receipt refusal = Receipt.Accepted.INSTANCE;
    for (Finding finding : findings) {
      switch (finding) {
        case Finding.Said(var said) -> {
          if (session.admitted().speaksFor(said.device())) {
            reachable(said.device());
            receipts.add(uplink.deliver(said).toCompletableFuture());
          } else {
            var why = "may not speak for " + said.device();
            uplink.lost(session.device(), Reason.NOT_ALLOWED, why, raw);
            refusal = new Receipt.Rejected(Reason.NOT_ALLOWED, why);
          }
        }
        case Finding.Lost(var device, var reason, var detail, boolean mayKeep) -> {
          DeviceId whose = device == null ? session.device() : device;
          uplink.lost(whose, reason, detail, mayKeep ? raw : null);
          refusal = new Receipt.Rejected(reason, detail);
        }
        case Finding.Seen(var stranger) -> uplink.sighted(stranger);
        case Finding.Reply reply -> connection.publish(reply.topic(), reply.payload(), reply.qos());
        case Finding.Answered(var key, var outcome) -> endpoint.commands().answered(key, outcome);
        case Finding.Listen _ -> {} // nobody else is heard here
        case Finding.Remember _ -> {} // it is said again when the peer comes again
      }
    }
    return receipts.isEmpty()
        ? CompletableFuture.completedFuture(refusal)
        : Receipts.together(receipts);
  }

  private void reachable(DeviceId device) {
    if (!device.equals(session.device()) && children.add(device) && hearsCallsOfChildren) {
      listens(device);
    }
  }

  /** The QoS that a subscription is granted; empty if it is none of the conventions'. */
  Optional<Integer> subscribe(String filter, int wantedQos) {
    Optional<Heard> heard = conventions().subscribes(filter);
    heard.ifPresent(
        calls -> {
          switch (calls) {
            case OWN_CALLS -> listens(session.device());
            case CHILDRENS_CALLS -> {
              hearsCallsOfChildren = true;
              children.forEach(this::listens);
            }
            case NO_CALLS -> {}
          }
        });
    return heard.map(calls -> Math.min(wantedQos, 1));
  }

  private void listens(DeviceId device) {
    Conventions spoken = conventions();
    endpoint
        .commands()
        .listens(
            device,
            connection,
            command -> spoken.order(command).orElseGet(Ordered.Settled::unsupported));
  }

  /** The connection is closed. */
  void end() {
    children.forEach(child -> endpoint.commands().stopsListening(child, connection));
    endpoint.commands().stopsListening(session.device(), connection);
  }
}
