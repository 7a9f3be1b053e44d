package io.fengsui.adapter.mqtt.convention.homeassistant;

import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.AnyOf;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an entity's state is in the hub's terms, by its device class. */
final class DeviceClasses {

  private static final Map<String, String> FLAGS =
      Map.ofEntries(
          Map.entry("smoke", "smoke"),
          Map.entry("gas", "gas"),
          Map.entry("carbon_monoxide", "co.alarm"),
          Map.entry("heat", "heat"),
          Map.entry("battery", "battery.low"),
          Map.entry("tamper", "tamper"),
          Map.entry("problem", "fault"),
          Map.entry("motion", "motion"),
          Map.entry("occupancy", "motion"),
          Map.entry("moisture", "water.leak"),
          Map.entry("door", "door.open"));

  private static final Map<String, String> QUANTITIES =
      Map.of(
          "temperature", "temperature",
          "humidity", "humidity",
          "battery", "battery",
          "carbon_monoxide", "co",
          "voltage", "voltage",
          "current", "current",
          "pm25", "pm25");

  private DeviceClasses() {}

  /** A state's yes or no; null if it is neither. */
  static @Nullable Boolean isOn(Entity entity, Node value) {
    String word = value.plain();
    if (word.equalsIgnoreCase(entity.payloadOn())) {
      return true;
    }
    if (word.equalsIgnoreCase(entity.payloadOff())) {
      return false;
    }
    Value.Flag flag = Gathered.flag(value);
    return flag == null ? null : flag.on();
  }

  static void flag(Entity entity, boolean on, AnyOf parts, Gathered into) {
    boolean isPower = entity.deviceClass().equals("power");
    String known =
        entity.component().equals("binary_sensor") ? FLAGS.get(entity.deviceClass()) : null;
    if (isPower && entity.component().equals("binary_sensor")) {
      into.put("power.lost", parts.update("power.lost", entity.id(), !on));
    } else if (known != null) {
      into.put(known, parts.update(known, entity.id(), on));
    } else {
      named(entity, new Node.Bool(on), into);
    }
  }

  static void quantity(Entity entity, Node value, Gathered into) {
    String known = QUANTITIES.get(entity.deviceClass());
    if (known != null && !into.has(known)) {
      into.metric(known, converted(known, entity.unit(), value));
    } else {
      named(entity, value, into);
    }
  }

  /** By the entity's own name, if the vocabulary has it, else as it is. */
  private static void named(Entity entity, Node value, Gathered into) {
    String name = entity.name().toLowerCase(Locale.ROOT);
    if (Metrics.find(name).filter(metric -> !into.has(metric.name())).isPresent()) {
      into.named(name, value);
    } else {
      into.outside(entity.name(), value);
    }
  }

  private static Node converted(String metric, String unit, Node value) {
    double amount = Gathered.number(value);
    if (!Double.isFinite(amount)) {
      return value;
    }
    return switch (metric + " " + unit) {
      case "temperature °F" -> new Node.Amount((amount - 32) / 1.8);
      case "temperature K" -> new Node.Amount(amount - 273.15);
      case "voltage mV", "current mA" -> new Node.Amount(amount / 1000);
      default -> value;
    };
  }
}
