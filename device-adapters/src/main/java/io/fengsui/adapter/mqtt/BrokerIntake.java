package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Uplink;
import io.fengsui.adapter.mqtt.convention.Conventions;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Publish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;

/** What a message from the broker means, and whom it is handed to. Used by Paho's thread. */
final class BrokerIntake {

  /** What conventions ask of the connection. */
  interface Line {

    /** Publishes without waiting. */
    void send(Finding.Reply reply);

    /** Subscribes or unsubscribes without waiting. */
    void listen(Finding.Listen wish);

    /** Settles once all that conventions remember is written. */
    CompletableFuture<Void> remembered();
  }

  private final MqttClientSettings settings;
  private final Uplink uplink;
  private final CommandDesk commands;
  private final Conventions conventions;
  private final Line line;
  private final MqttCodec codec = new MqttCodec();

  BrokerIntake(
      MqttClientSettings settings,
      Uplink uplink,
      CommandDesk commands,
      Conventions conventions,
      Line line) {
    this.settings = settings;
    this.uplink = uplink;
    this.commands = commands;
    this.conventions = conventions;
    this.line = line;
  }

  /**
   * Takes a message. Blocks while the hub is full.
   *
   * @return what to answer the broker: busy if any part of the message was not taken
   */
  CompletableFuture<Receipt> take(String name, MqttMessage message) throws InterruptedException {
    Optional<MqttTopic> topic = MqttTopic.parse(settings.tenant(), name);
    if (topic.isEmpty()) {
      var publish = new Publish(name, message.getPayload(), message.isRetained());
      Optional<List<Finding>> findings = conventions.hear(publish);
      return findings.isPresent()
          ? take(findings.get(), name, message)
              .whenComplete((receipt, _) -> settled(publish, receipt))
          : lost(Reason.MALFORMED, "the topic is none of the hub's", null, kept(name, message));
    }
    var device = topic.get().device();
    if (!settings.mayNameDevice(device)) {
      var why = "this broker may not speak for " + device;
      return lost(Reason.NOT_ALLOWED, why, device, kept(name, message));
    }
    byte[] payload = message.getPayload();
    if (payload.length > settings.maxPacketBytes()) {
      var why = "the payload is larger than " + settings.maxPacketBytes() + " bytes";
      return lost(Reason.TOO_LARGE, why, device, kept(name, message));
    }
    return switch (codec.decode(topic.get(), payload, payload.length, message.isRetained())) {
      case Decoded.Message(var decoded, var loss) -> {
        if (loss != null) {
          uplink.lost(device, loss.reason(), loss.detail());
        }
        yield uplink.deliver(decoded).toCompletableFuture();
      }
      case Decoded.Answer answer -> {
        if (commands.answered(device, answer)) {
          yield CompletableFuture.completedFuture(Receipt.Accepted.INSTANCE);
        }
        var why = "no command of this id waits for a result";
        yield lost(Reason.MALFORMED, why, device, null);
      }
      case Decoded.Nothing() -> CompletableFuture.completedFuture(Receipt.Accepted.INSTANCE);
      case Decoded.Malformed(var reason, var detail) ->
          lost(reason, detail, device, kept(name, message));
    };
  }

  private CompletableFuture<Receipt> take(List<Finding> findings, String name, MqttMessage message)
      throws InterruptedException {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    boolean remember = false;
    for (Finding finding : findings) {
      switch (finding) {
        case Finding.Said(var said) -> {
          if (settings.mayNameDevice(said.device())) {
            receipts.add(uplink.deliver(said).toCompletableFuture());
          } else {
            var why = "this broker may not speak for " + said.device();
            uplink.lost(said.device(), Reason.NOT_ALLOWED, why, kept(name, message));
          }
        }
        case Finding.Lost(var device, var reason, var detail, boolean mayKeep) ->
            uplink.lost(device, reason, detail, mayKeep ? kept(name, message) : null);
        case Finding.Seen(var stranger) -> uplink.sighted(stranger);
        case Finding.Reply reply -> line.send(reply);
        case Finding.Listen wish -> line.listen(wish);
        case Finding.Answered(var key, var outcome) -> commands.answered(key, outcome);
        case Finding.Remember _ -> remember = true;
      }
    }
    CompletableFuture<Receipt> taken = Receipts.together(receipts);
    return remember ? taken.thenCombine(line.remembered(), (receipt, _) -> receipt) : taken;
  }

  private void settled(Publish publish, Receipt receipt) {
    if (receipt instanceof Receipt.Busy) {
      conventions.notTaken(publish);
    }
  }

  private static Raw kept(String name, MqttMessage message) {
    return Kept.of(name, message.getPayload(), message.isRetained());
  }

  private CompletableFuture<Receipt> lost(
      Reason reason, String why, @Nullable DeviceId device, @Nullable Raw raw) {
    uplink.lost(device, reason, why, raw);
    return CompletableFuture.completedFuture(new Receipt.Rejected(reason, why));
  }
}
