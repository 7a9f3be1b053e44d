package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.binary.Layout;
import io.fengsui.adapter.json.Readings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.jspecify.annotations.Nullable;

/**
 * Resources of one device at one time to messages. A point that is registered as a child, by its
 * address {@code <object>/<instance>}, speaks for itself; the others speak for the device. Used
 * once.
 */
final class Translation {

  private static final int MAX_RESOURCES = 1_024;
  private static final int BINARY = 19;
  private static final int DIGITAL_INPUT = 3200;
  private static final int SWITCH = 3342;
  private static final int STATE = 5500;
  private static final int PURPOSE = 5750;
  private static final int MAX_HEX = 512;

  private final DeviceId device;
  private final Function<String, Optional<DeviceId>> children;
  private final Points points;
  private final Set<LwM2mPath> instances;
  private final @Nullable Layout layout;
  private final Map<DeviceId, Readings> spoken = new TreeMap<>();
  private int resources;
  private @Nullable Rejected loss;

  /**
   * @param children who is registered below the device with an address
   * @param instances the object instances that the registration names
   * @param layout how the device lays out its bytes in object 19, null if nobody said
   */
  Translation(
      DeviceId device,
      Function<String, Optional<DeviceId>> children,
      Points points,
      Set<LwM2mPath> instances,
      @Nullable Layout layout) {
    this.device = device;
    this.children = children;
    this.points = points;
    this.instances = instances;
    this.layout = layout;
  }

  /** Takes all resources of a node. */
  void take(LwM2mPath path, @Nullable Object node) {
    Resources.of(path, node)
        .forEach(
            (at, resource) -> {
              if (++resources <= MAX_RESOURCES) {
                take(at, resource);
              } else if (loss == null) {
                loss = new Rejected(Reason.TOO_LARGE, "more than 1024 resources in one message");
              }
            });
  }

  /** What was taken. */
  Meaning meaning(@Nullable Instant time) {
    List<DeviceMessage> messages = new ArrayList<>();
    spoken.forEach(
        (who, readings) -> {
          if (!readings.isEmpty()) {
            messages.add(new Telemetry(who, time, readings.taken()));
          }
          loss = loss == null ? readings.fault() : loss;
        });
    return new Meaning(messages, loss);
  }

  private void take(LwM2mPath path, LwM2mResource resource) {
    int object = path.getObjectId();
    LwM2mPath point = path.toObjectInstancePath();
    DeviceId owner = children.apply(object + "/" + path.getObjectInstanceId()).orElse(device);
    Readings readings = spoken.computeIfAbsent(owner, _ -> new Readings());
    int id = path.getResourceId();
    if (object == BINARY && id == 0) {
      Resources.values(resource).forEach(value -> bytes(readings, value));
    } else if (object == 3 && id == 11) {
      new Faults(Resources.values(resource)).into(readings);
    } else if (object == 3 && id == 20 && value(resource) instanceof Long state) {
      readings.flag("battery.low", state == 4);
    } else if (object == 3 && id == 7) {
      Resources.values(resource).stream()
          .limit(1)
          .forEach(v -> number(readings, "voltage", v, 0.001));
    } else if ((object == DIGITAL_INPUT || object == SWITCH) && id == PURPOSE) {
      points.isFor(point, String.valueOf(value(resource)).toLowerCase(Locale.ROOT));
    } else if ((object == DIGITAL_INPUT || object == SWITCH) && id == STATE) {
      flag(readings, owner, Purpose.metric(points.purpose(point), point), point, value(resource));
    } else {
      known(readings, owner, path, resource);
    }
  }

  private void known(Readings readings, DeviceId owner, LwM2mPath path, LwM2mResource resource) {
    Facts.Reading fact = Facts.reading(path.getObjectId(), path.getResourceId());
    LwM2mPath point = path.toObjectInstancePath();
    Object value = value(resource);
    if (fact != null && value instanceof Boolean) {
      flag(readings, owner, fact.metric(), point, value);
    } else if (fact != null && value instanceof Number number) {
      if (number.doubleValue() != fact.absent()) {
        boolean first = !owner.equals(device) || path.getObjectInstanceId() == 0;
        String name =
            first
                ? fact.metric()
                : "ext.%s.%d".formatted(fact.metric(), path.getObjectInstanceId());
        number(readings, name, number, fact.scale());
      }
    } else if (fact == null
        && Facts.MODEL.getResourceModel(path.getObjectId(), path.getResourceId()) == null) {
      raw(readings, path, value);
    }
  }

  /** What the hub knows nothing of is kept under its path. */
  private static void raw(Readings readings, LwM2mPath path, @Nullable Object value) {
    String name = "ext.lwm2m" + path.toString().replace('/', '.');
    switch (value) {
      case Number number -> readings.number(name, number.doubleValue());
      case Boolean on -> readings.flag(name, on);
      case String text when text.length() <= Value.Text.MAX_LENGTH ->
          readings.put(name, new Value.Text(text));
      case null, default -> {}
    }
  }

  private void bytes(Readings readings, @Nullable Object value) {
    if (!(value instanceof byte[] said) || said.length == 0) {
      return;
    }
    if (layout == null) {
      if (said.length <= MAX_HEX) {
        readings.put("ext.raw", new Value.Text(HexFormat.of().formatHex(said)));
      }
      loss =
          new Rejected(Reason.MALFORMED, "bytes in object 19, and no profile says what they mean");
      return;
    }
    Layout.Content content = layout.read(said);
    content.readings().forEach(readings::put);
    loss = loss == null ? content.loss() : loss;
  }

  private void flag(
      Readings readings, DeviceId owner, String metric, LwM2mPath point, @Nullable Object value) {
    if (!(value instanceof Boolean on)) {
      return;
    }
    Boolean any = owner.equals(device) ? points.any(metric, point, on, instances) : on;
    if (any != null) {
      readings.flag(metric, any);
    }
  }

  private static void number(
      Readings readings, String metric, @Nullable Object value, double scale) {
    if (value instanceof Number number) {
      readings.number(metric, number.doubleValue() * scale);
    }
  }

  private static @Nullable Object value(LwM2mResource resource) {
    List<Object> values = Resources.values(resource);
    return values.isEmpty() ? null : values.getFirst();
  }
}
