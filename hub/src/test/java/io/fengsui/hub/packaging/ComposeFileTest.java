package io.fengsui.hub.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.mqtt.MqttSettings;
import io.fengsui.hub.database.DatabaseProperties;
import io.fengsui.hub.store.HistoryProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Reads docker-compose.yml as a person's Docker would, as far as that goes without Docker. */
class ComposeFileTest {
  private static final Path TOP = Path.of("..");

  private final Map<?, ?> compose = load();

  @Test
  void the_services_of_a_street_are_there() {
    assertThat(keys("services"))
        .containsExactlyInAnyOrder("hub", "database", "simulator", "mosquitto", "influxdb");
  }

  @Test
  void what_the_hub_is_told_is_what_the_hub_reads() {
    Binder settings = hubSettings();

    var database = settings.bind("fengsui.database", DatabaseProperties.class).get();
    var mqtt = settings.bind("fengsui.links.mqtt.mqtt", MqttSettings.class).get();

    assertThat(database.url()).isEqualTo("jdbc:postgresql://database:5432/fengsui");
    assertThat(database.user()).isEqualTo("fengsui");
    assertThat(database.password()).contains("FENGSUI_DATABASE_PASSWORD");
    assertThat(mqtt.host()).isEqualTo("0.0.0.0");
    assertThat(settings.bind("server.address", String.class).get()).isEqualTo("0.0.0.0");
    assertThat(settings.bind("fengsui.data", String.class).get()).isEqualTo("/var/lib/fengsui");
  }

  @Test
  void the_history_goes_to_the_server_beside_when_that_is_wanted() {
    var history = hubSettings().bind("fengsui.history", HistoryProperties.class).get();
    Map<?, ?> server = map(compose, "services", "influxdb", "environment");

    assertThat(history.store()).isEqualTo(HistoryProperties.Kind.EMBEDDED);
    assertThat(history.influx().url()).isEqualTo("http://influxdb:8086");
    assertThat(history.influx().org()).isEqualTo(server.get("DOCKER_INFLUXDB_INIT_ORG"));
    assertThat(history.influx().bucket()).isEqualTo(server.get("DOCKER_INFLUXDB_INIT_BUCKET"));
    assertThat(map(compose, "services", "hub", "environment").get("FENGSUI_HISTORY_INFLUX_TOKEN"))
        .isEqualTo(server.get("DOCKER_INFLUXDB_INIT_ADMIN_TOKEN"));
  }

  @Test
  void ports_are_published_on_loopback_only() {
    assertThat(everyService("ports")).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void no_secret_has_a_value() throws IOException {
    for (Object service : map(compose, "services").values()) {
      if (service instanceof Map<?, ?> settings && settings.containsKey("environment")) {
        map(settings, "environment")
            .forEach(
                (name, value) -> {
                  if (name.toString().matches(".*(PASSWORD|TOKEN|SECRET).*")) {
                    assertThat(value.toString()).as(name.toString()).matches("\\$\\{\\w+:[?-].*}");
                    assertThat(value.toString()).doesNotMatch(".*:-.+}");
                  }
                });
      }
    }
    assertThat(Files.readAllLines(TOP.resolve(".env.example")))
        .allMatch(line -> line.startsWith("#") || line.endsWith("="));
  }

  @Test
  void servers_are_watched_and_volumes_are_declared() {
    for (String server : List.of("hub", "database", "mosquitto", "influxdb")) {
      assertThat(map(compose, "services", server).get("healthcheck")).as(server).isNotNull();
    }
    assertThat(everyService("volumes"))
        .filteredOn(volume -> !volume.startsWith(".") && !volume.startsWith("$"))
        .allSatisfy(volume -> assertThat(keys("volumes")).contains(volume.split(":", 2)[0]));
  }

  @Test
  void the_images_that_are_built_exist_as_stages() throws IOException {
    String dockerfile = Files.readString(TOP.resolve("Dockerfile"));

    assertThat(dockerfile)
        .contains("AS hub", "AS simulator", "USER fengsui", "eclipse-temurin:25")
        .contains("hub/target/hub.jar", "simulators/target/simulators.jar");
  }

  private Binder hubSettings() {
    Map<String, Object> variables = new HashMap<>();
    map(compose, "services", "hub", "environment")
        .forEach((name, value) -> variables.put(name.toString(), unset(value.toString())));
    var source = new SystemEnvironmentPropertySource("systemEnvironment", variables);
    return new Binder(ConfigurationPropertySources.from(source));
  }

  /** What a variable gives that nobody has set. */
  private static String unset(String value) {
    return value.replaceFirst("^\\$\\{\\w+:-(.*)}$", "$1");
  }

  private List<String> everyService(String key) {
    List<String> found = new ArrayList<>();
    for (Object service : map(compose, "services").values()) {
      if (service instanceof Map<?, ?> settings && settings.get(key) instanceof List<?> list) {
        list.forEach(each -> found.add(each.toString()));
      }
    }
    return found;
  }

  private List<String> keys(String section) {
    return map(compose, section).keySet().stream().map(Object::toString).toList();
  }

  private static Map<?, ?> map(Map<?, ?> from, Object... path) {
    Map<?, ?> here = from;
    for (Object step : path) {
      assertThat(here.get(step)).as("%s", step).isInstanceOf(Map.class);
      here = (Map<?, ?>) here.get(step);
    }
    return here;
  }

  private static Map<?, ?> load() {
    try {
      String text = Files.readString(TOP.resolve("docker-compose.yml"));
      return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
