package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Uplink;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Ordered;
import io.fengsui.adapter.mqtt.convention.Publish;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.thingsboard.ThingsBoard;
import io.fengsui.adapter.mqtt.convention.thingsboard.ThingsBoard.Heard;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One connected peer that may speak the ThingsBoard API beside the hub's own topics. Confined to
 * the loop, but for the writing of commands.
 */
final class Dialect {

  private static final int BYTES_PER_MESSAGE = 256;

  private final Endpoint endpoint;
  private final Connection connection;
  private final Session session;
  private final ThingsBoard api;

  /** Whom the peer was heard speaking for. */
  private final Set<DeviceId> children = new HashSet<>();

  private boolean hearsCallsOfChildren;

  Dialect(Endpoint endpoint, Connection connection, Session session) {
    this.endpoint = endpoint;
    this.connection = connection;
    this.session = session;
    this.api = ThingsBoard.of(session.device(), new Registered(endpoint.uplink()));
  }

  boolean owns(String topic) {
    return api.owns(topic);
  }

  /** Takes a publish and answers it once all that it says is on disk. */
  void publish(String topic, ByteBuf payload, int qos, int packetId, Acks acks) {
    byte[] bytes = ByteBufUtil.getBytes(payload);
    List<Finding> findings;
    synchronized (api) {
      findings = api.hear(new Publish(topic, bytes, false));
    }
    long messages = findings.stream().filter(Finding.Said.class::isInstance).count();
    int weight = (int) Math.max(bytes.length, messages * BYTES_PER_MESSAGE);
    var ack = new PendingAck(connection, qos, packetId, weight);
    acks.add(ack);
    try {
      take(findings, Raw.of(topic, bytes)).whenComplete(ack);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ack.accept(new Receipt.Busy(Duration.ZERO), null);
    }
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
        case Finding.Reachable(var device) -> reachable(device);
        case Finding.Listen _ -> {} // nobody else is heard here
      }
    }
    return receipts.isEmpty()
        ? CompletableFuture.completedFuture(refusal)
        : Receipts.together(receipts);
  }

  private void reachable(DeviceId child) {
    children.add(child);
    if (hearsCallsOfChildren) {
      listens(child);
    }
  }

  /** The QoS that a subscription is granted; empty if it is none of the API's. */
  Optional<Integer> subscribe(String filter, int wantedQos) {
    Optional<Heard> heard;
    synchronized (api) {
      heard = api.subscribes(filter);
    }
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
    endpoint
        .commands()
        .listens(
            device,
            connection,
            command -> {
              synchronized (api) {
                return api.order(command).orElseGet(Ordered.Settled::unsupported);
              }
            });
  }

  /** The connection is closed. */
  void end() {
    children.forEach(child -> endpoint.commands().stopsListening(child, connection));
    endpoint.commands().stopsListening(session.device(), connection);
  }
}
