package io.fengsui.hub;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Value;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.rules.RulesStage;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline.TimelineEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long a hub with 100,000 devices takes to be ready: a main to run by hand. Starts a hub in a
 * folder of its own, registers the devices, lets them speak, and starts again twice: after an
 * orderly stop, and without saved states, so that the rules have all of the bus before them.
 */
final class LargeStart {
  private static final int DEVICES = 100_000;
  private static final int SLOW_MILLIS = 100;

  private LargeStart() {}

  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("fengsui-large");
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    try (var hub = start("first", data)) {
      register(hub.getBean(JdbcClient.class));
    }
    try (var hub = start("registered", data)) {
      speak(hub.getBean(Bus.class), messages);
      awaitRules(hub.getBean(RulesStage.class));
    }
    try (var hub = start("spoken", data)) {
      awaitRules(hub.getBean(RulesStage.class));
    }
    for (Path state : List.of(data.resolve("rules"))) {
      for (Lane lane : Lane.values()) {
        Files.deleteIfExists(state.resolve(lane.key() + ".snapshot"));
        Files.deleteIfExists(state.resolve(lane.key() + ".snapshot.previous"));
      }
    }
    try (var hub = start("without saved states", data)) {
      awaitRules(hub.getBean(RulesStage.class));
    }
  }

  private static ConfigurableApplicationContext start(String name, Path data) {
    var steps = new BufferingApplicationStartup(20_000);
    long began = System.nanoTime();
    long cpuBegan = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    ConfigurableApplicationContext hub =
        new SpringApplicationBuilder(HubApplication.class)
            .applicationStartup(steps)
            .run(
                "--fengsui.data=" + data,
                "--server.port=0",
                "--spring.main.keep-alive=false",
                "--fengsui.links.mqtt.mqtt.port=0");
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBegan;
    System.out.printf(
        "bench start-large %s ready %.1f s, of which the starting thread ran %.1f s%n",
        name, (System.nanoTime() - began) / 1e9, cpu / 1e9);
    steps.getBufferedTimeline().getEvents().stream()
        .filter(event -> event.getDuration().toMillis() >= SLOW_MILLIS)
        .sorted(Comparator.comparing(TimelineEvent::getDuration).reversed())
        .limit(14)
        .forEach(
            event ->
                System.out.printf(
                    "  %5d ms %s %s%n",
                    event.getDuration().toMillis(),
                    event.getStartupStep().getName(),
                    first(event)));
    return hub;
  }

  private static String first(TimelineEvent event) {
    for (var tag : event.getStartupStep().getTags()) {
      return tag.getValue();
    }
    return "";
  }

  private static void register(JdbcClient jdbc) {
    jdbc.sql(
            """
            insert into device (id, type, name, link, grid, supervision, state, installer,
              registered_at, latitude, longitude)
            select 'd-' || i, case when i % 5 = 0 then 'smoke-detector' else 'environment-sensor' end,
              'Device ' || i, 'mqtt', '440106001', '30m', 'IN_SERVICE', 'li', now(), 23.1, 113.3
            from generate_series(0, :last) i
            """)
        .param("last", DEVICES - 1)
        .update();
    jdbc.sql(
            """
            insert into device_credential select id, decode(repeat('00', 16), 'hex'),
              decode(repeat('00', 32), 'hex'), now() from device
            """)
        .update();
  }

  private static void speak(Bus bus, int messages) throws InterruptedException {
    CompletionStage<Long> last = null;
    for (int i = 0; i < messages; i++) {
      int device = i % DEVICES;
      var message =
          new DeviceMessage.Telemetry(
              new DeviceId("d-" + device),
              null,
              Map.of(
                  "temperature", new Value.Quantity(20 + i % 9, "Cel"),
                  "humidity", new Value.Quantity(50 + i % 7, "%"),
                  "battery", new Value.Quantity(90, "%"),
                  "smoke", new Value.Flag(false)));
      last = bus.append(device % 5 == 0 ? Lane.LIFE_SAFETY : Lane.TELEMETRY, "mqtt", message);
    }
    if (last != null) {
      last.toCompletableFuture().join();
    }
  }

  private static void awaitRules(RulesStage rules) throws InterruptedException {
    long began = System.nanoTime();
    long lag = lag(rules);
    while (lag(rules) > 0) {
      Thread.sleep(10);
    }
    System.out.printf(
        "  rules were %d behind, for %.1f s%n", lag, (System.nanoTime() - began) / 1e9);
  }

  private static long lag(RulesStage rules) {
    return rules.progress().stream().mapToLong(RulesStage.LaneProgress::lag).sum();
  }
}
