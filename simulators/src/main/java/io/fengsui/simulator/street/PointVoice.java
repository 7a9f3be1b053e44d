package io.fengsui.simulator.street;

import io.fengsui.simulator.gb26875.Part;
import io.fengsui.simulator.gb26875.Report;
import io.fengsui.simulator.gb26875.Report.Analog;
import io.fengsui.simulator.gb26875.Report.ComponentState;
import io.fengsui.simulator.gb26875.Transmitter;
import io.fengsui.simulator.scenario.Post;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A point behind a fire transmitter: its state, and of what it measures what has a code. */
final class PointVoice implements Voice {
  private static final Set<String> ALARMS = Set.of("smoke", "heat", "fire", "gas", "co.alarm");

  /**
   * @param perUnit steps in one of the hub's units
   */
  private record Quantity(int code, double perUnit) {}

  private static final Map<String, Quantity> QUANTITIES =
      Map.of(
          "water.level", new Quantity(2, 100), // 0.01 m
          "temperature", new Quantity(3, 10), // 0.1 Cel
          "water.pressure", new Quantity(5, 10_000), // 0.1 kPa
          "gas.density", new Quantity(6, 10), // 0.1 %LEL
          "voltage", new Quantity(8, 10), // 0.1 V
          "current", new Quantity(9, 10), // 0.1 A
          "flow", new Quantity(10, 10)); // 0.1 L/s

  /** Component types; 0 is the general one. */
  private static final Map<String, Integer> TYPES =
      Map.of(
          "gas-detector", 11,
          "electrical-monitor", 16,
          "manual-call-point", 23,
          "heat-detector", 31,
          "smoke-detector", 42,
          "tank-sensor", 92);

  private final Transmitter box;
  private final Part part;
  private final int component;
  private final String text;

  PointVoice(Transmitter box, Post post) {
    this.box = box;
    this.part = Addresses.part(post);
    this.component = TYPES.getOrDefault(post.kind().type(), 0);
    this.text = post.floor() + "层" + post.room();
  }

  /** It speaks once its transmitter is connected. */
  @Override
  public CompletableFuture<Void> open() {
    return box.open();
  }

  @Override
  public boolean connected() {
    return box.connected();
  }

  @Override
  public CompletableFuture<Void> report(Map<String, Object> values, long at) {
    boolean alarm = ALARMS.stream().anyMatch(metric -> Boolean.TRUE.equals(values.get(metric)));
    boolean fault = Boolean.TRUE.equals(values.get("fault"));
    int word = Report.NORMAL | (alarm ? Report.FIRE : 0) | (fault ? Report.FAULT : 0);
    var state = List.of(new ComponentState(part, component, word, text, box.at(at)));
    var told = alarm ? box.alarm(state) : box.tell(state);
    var analogs = analogs(values, at);
    return analogs.isEmpty() ? told : CompletableFuture.allOf(told, box.tell(analogs));
  }

  @Override
  public CompletableFuture<Void> babble() {
    return box.babble();
  }

  /** The transmitter goes on. */
  @Override
  public CompletableFuture<Void> close() {
    return CompletableFuture.completedFuture(null);
  }

  private List<Analog> analogs(Map<String, Object> values, long at) {
    var analogs = new ArrayList<Analog>();
    values.forEach(
        (metric, value) -> {
          var quantity = QUANTITIES.get(metric);
          if (quantity != null && value instanceof Double number) {
            long raw = Math.round(number * quantity.perUnit());
            int fits = Math.clamp(raw, Short.MIN_VALUE, Short.MAX_VALUE);
            analogs.add(new Analog(part, component, quantity.code(), fits, box.at(at)));
          }
        });
    return analogs;
  }
}
