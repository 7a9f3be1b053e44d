package io.fengsui.hub.web.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The open pages, and how to tell them something. Thread-safe; telling never waits for a page. */
@Component
public final class LiveStream implements SmartLifecycle {
  private static final int CLIENTS = 1_000;

  private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
  private final JsonMapper json;
  private final Counter cut;
  private volatile boolean running;

  LiveStream(JsonMapper json, MeterRegistry meters) {
    this.json = json;
    this.cut =
        Counter.builder("fengsui.web.stream.cut")
            .description("Pages that were too slow and had to reconnect")
            .register(meters);
    Gauge.builder("fengsui.web.stream.clients", clients, Set::size)
        .description("Open pages")
        .register(meters);
  }

  /** Sends an event to all open pages; it is put into JSON once. */
  public void tell(String name, Object data) {
    if (clients.isEmpty()) {
      return;
    }
    var frame = frame(name, data);
    clients.removeIf(
        client -> {
          boolean slow = !client.offer(frame);
          if (slow) {
            cut.increment();
          }
          return slow;
        });
  }

  /** Whether somebody listens. */
  public boolean isHeard() {
    return !clients.isEmpty();
  }

  /** Opens a page's stream, unless the hub is stopping or a thousand are open. */
  boolean open(StreamClient client) {
    return running && clients.size() < CLIENTS && clients.add(client);
  }

  void close(StreamClient client) {
    clients.remove(client);
  }

  private byte[] frame(String name, Object data) {
    var bytes = new ByteArrayOutputStream(256);
    Consumer<String> text = s -> bytes.writeBytes(s.getBytes(StandardCharsets.UTF_8));
    text.accept("event: " + name + "\ndata: ");
    bytes.writeBytes(json.writeValueAsBytes(data));
    text.accept("\n\n");
    return bytes.toByteArray();
  }

  @Override
  public void start() {
    running = true;
  }

  /** Ends all streams, so that the web server need not wait for them. */
  @Override
  public void stop() {
    running = false;
    clients.forEach(StreamClient::end);
    clients.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
