package io.fengsui.adapter.mqtt.convention.tasmota;

import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Metrics.Kind;
import io.fengsui.adapter.Metrics.Metric;
import io.fengsui.adapter.mqtt.convention.AnyOf;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What Tasmota says of its own sensors and inputs. A sensor's value is a metric by its last name,
 * as in {@code DS18B20.Temperature}; of two sensors the first, the other keeps its full name.
 */
final class SensorState {

  private static final Set<String> PASSED_OVER = Set.of("Time", "TempUnit", "PressureUnit");
  private static final Set<String> MEASURED =
      Set.of("temperature", "humidity", "voltage", "current", "battery", "pm25", "pm2.5");

  private final Function<String, Optional<Metric>> inputs;
  private final AnyOf flags;
  private final boolean fahrenheit;
  private final Gathered gathered = new Gathered();

  private SensorState(Function<String, Optional<Metric>> inputs, AnyOf flags, boolean fahrenheit) {
    this.inputs = inputs;
    this.flags = flags;
    this.fahrenheit = fahrenheit;
  }

  /**
   * @param inputs what a switch input was set to mean
   * @param flags those of this device's inputs that are up
   */
  static Gathered gather(
      Node.Members said, Function<String, Optional<Metric>> inputs, AnyOf flags) {
    var state = new SensorState(inputs, flags, said.text("TempUnit").equals("F"));
    state.members("", said.all());
    return state.gathered;
  }

  private void members(String path, Map<String, Node> all) {
    all.forEach(
        (name, node) -> {
          String full = path.isEmpty() ? name : path + "." + name;
          if (PASSED_OVER.contains(name)) {
            return;
          }
          if (node instanceof Node.Members(var inner)) {
            Node action = inner.get("Action");
            if (action != null && path.isEmpty()) {
              input(name, action);
            } else {
              members(full, inner);
            }
          } else {
            value(full, name, node);
          }
        });
  }

  private void input(String name, Node node) {
    Metric metric = inputs.apply(name).orElse(null);
    var flag = Gathered.flag(node);
    if (metric != null && metric.kind() == Kind.FLAG && flag != null) {
      gathered.put(metric.name(), flags.update(metric.name(), name, flag.on()));
    } else if (metric != null) {
      gathered.metric(metric.name(), node);
    } else {
      gathered.outside(name, node);
    }
  }

  private void value(String full, String name, Node node) {
    String word = name.toLowerCase(Locale.ROOT);
    if (inputs.apply(full).isPresent()) {
      input(full, node);
    } else if (MEASURED.contains(word)) {
      String canonical = word.equals("pm2.5") ? "pm25" : word;
      if (gathered.has(canonical)) {
        gathered.outside(full, node);
      } else {
        gathered.metric(canonical, canonical.equals("temperature") ? celsius(node) : node);
      }
    } else if (word.equals("carbonmonoxide") && Metrics.find("co").isPresent()) {
      gathered.metric("co", node);
    } else {
      gathered.outside(full, node);
    }
  }

  private Node celsius(Node node) {
    double amount = Gathered.number(node);
    return fahrenheit && Double.isFinite(amount) ? new Node.Amount((amount - 32) / 1.8) : node;
  }
}
