package io.fengsui.simulator.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.simulator.wire.Line;
import io.fengsui.simulator.wire.Login;
import io.fengsui.simulator.wire.Packets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** A connection on which JSON is published, each message acknowledged before the next. */
final class Word implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LARGEST_ID = 65_535;

  private final Line line;
  private int lastId;

  private Word(Line line) {
    this.line = line;
  }

  static Word open(InetSocketAddress server, Login login) throws IOException {
    return new Word(Line.open(server, login, PATIENCE));
  }

  /** Publishes an object as JSON, or a text as it is, and waits until it is acknowledged. */
  void say(String topic, Object content, boolean retained) throws IOException {
    byte[] payload =
        content instanceof String text ? text.getBytes(UTF_8) : JSON.writeValueAsBytes(content);
    lastId = lastId == LARGEST_ID ? 1 : lastId + 1;
    line.send(Packets.publish(topic, payload, 1, lastId, retained));
    var acknowledged = new AtomicInteger();
    while (acknowledged.get() != lastId) {
      line.read(acknowledged::set);
    }
  }

  @Override
  public void close() throws IOException {
    try (line) {
      line.send(Packets.disconnect());
    }
  }
}
