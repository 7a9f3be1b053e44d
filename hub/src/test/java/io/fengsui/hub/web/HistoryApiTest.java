package io.fengsui.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.Value.Text;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.DeviceRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the bus to what programs are told of the history. */
class HistoryApiTest extends RunningHub {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Autowired DeviceRegistry registry;
  @Autowired Bus bus;

  private final HttpClient http = HttpClient.newHttpClient();
  private String device = "";
  private Instant at = Instant.EPOCH;

  @BeforeEach
  void given_three_messages_of_a_detector() throws Exception {
    device = new Street(registry, bus).built().detector(0).value();
    at = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.HOURS);
    say(at, Map.of("temperature", new Quantity(20.5, "Cel"), "smoke", new Flag(false)));
    say(at.plusSeconds(1), Map.of("temperature", new Quantity(23, "Cel")));
    say(at.plusSeconds(2), Map.of("ext.note", new Text("换电池, \"二楼\"")));
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> csv(OPERATOR).body().lines().filter(line -> line.contains(device)).count() == 4);
  }

  @Test
  void a_series_is_read_in_parts() throws Exception {
    JsonNode series =
        json(OPERATOR, "/api/devices/" + device + "/history?metric=temperature&points=1" + range());

    assertThat(series.get("unit").asString()).isEqualTo("Cel");
    assertThat(series.get("points")).hasSize(1);
    JsonNode point = series.get("points").get(0);
    assertThat(point.get("at").asString()).isEqualTo(at.toString());
    assertThat(point.get("min").asDouble()).isEqualTo(20.5);
    assertThat(point.get("avg").asDouble()).isEqualTo(21.75);
    assertThat(point.get("max").asDouble()).isEqualTo(23);
    assertThat(point.get("last").asDouble()).isEqualTo(23);
    assertThat(point.has("flag")).isFalse();
  }

  @Test
  void a_device_tells_which_metrics_it_has() throws Exception {
    JsonNode metrics = json(OFFICER, "/api/devices/" + device + "/history/metrics");

    assertThat(metrics.get("metrics").valueStream().map(m -> m.get("metric").asString()))
        .contains("ext.note", "smoke", "temperature");
  }

  @Test
  void an_export_has_one_line_for_each_point() throws Exception {
    var lines = csv(ADMIN).body().lines().toList();

    assertThat(lines.getFirst()).isEqualTo("time,device,metric,value,text,latitude,longitude");
    assertThat(lines)
        .contains(
            millis(at) + "," + device + ",smoke,0,,,",
            millis(at) + "," + device + ",temperature,20.5,,,",
            millis(at.plusSeconds(1)) + "," + device + ",temperature,23,,,",
            millis(at.plusSeconds(2)) + "," + device + ",ext.note,,\"换电池, \"\"二楼\"\"\",,");
    assertThat(json(ADMIN, "/api/history/extent?" + range().substring(1)).get("points").asLong())
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void a_parquet_file_begins_and_ends_as_one() throws Exception {
    var file = send(ADMIN, "/api/history/export?format=parquet" + range());

    assertThat(file.headers().firstValue("content-type"))
        .contains("application/vnd.apache.parquet");
    assertThat(file.body()).startsWith("PAR1").endsWith("PAR1");
  }

  @Test
  void only_who_may_gets_an_export_and_mistakes_are_told() throws Exception {
    assertThat(csv(OFFICER).statusCode()).isEqualTo(403);
    assertThat(send(ADMIN, "/api/history/export?format=xls").statusCode()).isEqualTo(400);
    assertThat(send(ADMIN, "/api/history/exports/none").statusCode()).isEqualTo(404);
    assertThat(send(ADMIN, "/api/devices/none/history?metric=smoke").statusCode()).isEqualTo(404);
    assertThat(
            send(ADMIN, "/api/devices/" + device + "/history?metric=smoke&points=0").statusCode())
        .isEqualTo(400);
    assertThat(
            send(ADMIN, "/api/history/extent?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                .body())
        .contains("from must be before to");
  }

  @Test
  void the_history_says_how_it_is_doing() throws Exception {
    JsonNode status = json(OFFICER, "/api/history");

    assertThat(status.get("on").asBoolean()).isTrue();
    assertThat(status.get("bytes").asLong()).isPositive();
    assertThat(status.get("lanes")).hasSize(2);
  }

  private void say(Instant observed, Map<String, Value> readings) throws Exception {
    bus.append(Lane.LIFE_SAFETY, "mqtt", new Telemetry(new DeviceId(device), observed, readings))
        .toCompletableFuture()
        .join();
  }

  private String range() {
    return "&from=" + at + "&to=" + at.plusSeconds(60);
  }

  private HttpResponse<String> csv(String who) throws Exception {
    return send(who, "/api/history/export?device=" + device + range());
  }

  private JsonNode json(String who, String path) throws Exception {
    HttpResponse<String> answer = send(who, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(String who, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(address(path)))
            .header("Authorization", "Bearer " + token(who))
            .header("Accept-Language", "en")
            .timeout(Duration.ofSeconds(20));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private String token(String who) throws Exception {
    var body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(who, PASSWORD);
    var request =
        HttpRequest.newBuilder(URI.create(address("/api/login")))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    var answer = http.send(request.build(), BodyHandlers.ofString());
    return JSON.readTree(answer.body()).get("token").asString();
  }

  private static String millis(Instant instant) {
    return instant.toString().replace("Z", ".000Z");
  }
}
