package io.fengsui.simulator.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
  private static final String ONE =
      """
      {"device":{"id":"sd-1"},"credential":{"user":"sd-1","password":"secret"},
       "publish":{"topic":"hub/street/sd-1/telemetry","example":"…"}}""";
  private static final NewDevice DETECTOR =
      new NewDevice("smoke-detector", "烟感", "440111", "90s", 23.17, 113.22, Map.of("floor", "2"));

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private HubApi hub;

  @BeforeEach
  void a_hub_answers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    hub = new HubApi(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "t0ken");
  }

  @AfterEach
  void it_ends() {
    hub.close();
    server.stop(0);
  }

  @Test
  void many_are_registered_in_one_call() throws Exception {
    given("/api/devices/batch", 201, "[" + ONE + "," + ONE + "]");

    var registered = Enrolment.of(hub, List.of(DETECTOR, DETECTOR));

    assertThat(registered).hasSize(2);
    assertThat(registered.getFirst().login().password()).isEqualTo("secret");
    assertThat(registered.getFirst().topicRoot()).isEqualTo("hub/street/sd-1");
    assertThat(registered.getFirst().toString()).doesNotContain("secret");
    assertThat(calls).singleElement().asString().startsWith("/api/devices/batch Bearer t0ken [{");
  }

  @Test
  void one_by_one_where_the_hub_knows_no_batch() throws Exception {
    given("/api/devices", 201, ONE);
    given("/api/devices/batch", 404, "");

    assertThat(Enrolment.of(hub, List.of(DETECTOR, DETECTOR))).hasSize(2);
    assertThat(calls).hasSize(3);
  }

  @Test
  void a_refusal_says_what_the_hub_said() {
    given("/api/devices/batch", 400, "{\"detail\":\"grid is wrong\"}");

    assertThatThrownBy(() -> Enrolment.of(hub, List.of(DETECTOR)))
        .isInstanceOf(HubRefusal.class)
        .hasMessageContaining("400")
        .hasMessageContaining("grid is wrong");
  }

  private void given(String path, int status, String body) {
    server.createContext(path, exchange -> answer(exchange, status, body));
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      calls.add(
          "%s %s %s"
              .formatted(
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
