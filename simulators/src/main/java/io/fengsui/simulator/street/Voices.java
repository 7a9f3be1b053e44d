package io.fengsui.simulator.street;

import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import io.fengsui.simulator.coap.CoapSender;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.scenario.Post;
import io.reactivex.schedulers.Schedulers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Gives each device its voice. All MQTT connections share two threads: one for every connection's
 * bytes, and one for what is done with the hub's answers. All fire transmitters share another.
 */
final class Voices implements AutoCloseable {
  private final Doors doors;
  private final Map<String, Registered> registered;
  private final ExecutorService wire =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("street-wire").factory());
  private final ExecutorService answers =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("street-answers").factory());
  private final MqttLine.Exchange mqtt;
  private final FireBoxes fire;
  private final Bridges bridges;
  private @Nullable CoapSender coap;

  /**
   * @param registered who each device is, by its key in the scenario
   */
  Voices(Doors doors, Map<String, Registered> registered) {
    this.doors = doors;
    this.registered = registered;
    this.fire = new FireBoxes(doors.gb26875());
    this.mqtt =
        new MqttLine.Exchange(
            doors.mqtt(),
            MqttClientExecutorConfig.builder()
                .nettyExecutor(wire)
                .nettyThreads(1)
                .applicationScheduler(Schedulers.from(answers))
                .build());
    this.bridges = new Bridges(mqtt, registered);
  }

  /** A voice that is not open yet. */
  Voice of(Post post) {
    var known = registered.get(post.key());
    if (known == null) {
      throw new IllegalArgumentException("not registered: " + post.key());
    }
    return switch (post.kind().over()) {
      case "coap" -> new CoapVoice(known, coap());
      case "lwm2m" -> new Lwm2mVoice(known, doors.lwm2m());
      case "mqtt" -> new MqttVoice(known, mqtt);
      case "thingsboard" -> new ThingsBoardVoice(known, mqtt);
      case "zigbee2mqtt" -> bridges.of(post);
      case "gb26875" -> fire.of(post);
      default -> throw new IllegalArgumentException("no voice over " + post.kind().over());
    };
  }

  private CoapSender coap() {
    try {
      CoapSender opened = coap == null ? new CoapSender(doors.coap()) : coap;
      coap = opened;
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException("no socket for CoAP", e);
    }
  }

  @Override
  public void close() {
    if (coap != null) {
      coap.close();
    }
    wire.shutdown();
    answers.shutdown();
    fire.close();
  }
}
