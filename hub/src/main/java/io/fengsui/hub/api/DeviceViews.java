package io.fengsui.hub.api;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Value;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceHealth;
import io.fengsui.hub.device.HealthReport;
import io.fengsui.hub.device.Hearing;
import io.fengsui.hub.device.Place;
import io.fengsui.hub.device.Reading;
import io.fengsui.hub.problem.Sentence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what is shown of a device. Thread-safe; answers from memory. */
@Component
public final class DeviceViews {

  private final DeviceHealth health;
  private final Hearing hearing;

  DeviceViews(DeviceHealth health, Hearing hearing) {
    this.health = health;
    this.hearing = hearing;
  }

  /**
   * A last value.
   *
   * @param value number, true or false, text, or a position's degrees
   * @param unit UCUM code; empty for none
   */
  public record ReadingView(
      String metric, Object value, String unit, String zh, String en, Instant at) {}

  /** The device as it is now. */
  public DeviceView view(Device device) {
    return view(device, health.report(device));
  }

  DeviceView view(Device device, HealthReport report) {
    Place place = device.place();
    DeviceId parent = device.parent();
    return new DeviceView(
        device.id().value(),
        device.type().key(),
        new Sentence(device.type().zh(), device.type().en()),
        device.name(),
        device.link(),
        parent == null ? null : parent.value(),
        device.address(),
        place.grid(),
        new DeviceView.Rooms(
            place.community(), place.street(), place.building(), place.floor(), place.room()),
        Double.isNaN(place.latitude())
            ? null
            : new DeviceView.Point(place.latitude(), place.longitude()),
        device.supervision().key(),
        device.tags(),
        device.state(),
        report.health(),
        report.reason(),
        report.lastHeardAt(),
        report.since(),
        hearing.expectedBy(device).orElse(null),
        device.registeredAt(),
        device.installer(),
        battery(device.id()));
  }

  /** The device's last values, labelled; by metric name. */
  public List<ReadingView> latest(DeviceId id) {
    return health.latest(id).stream().map(DeviceViews::reading).toList();
  }

  private @Nullable Double battery(DeviceId id) {
    return health.value(id, "battery") instanceof Value.Quantity(double percent, var _)
        ? percent
        : null;
  }

  private static ReadingView reading(Reading reading) {
    var metric = Metrics.find(reading.metric());
    String name = reading.metric();
    return new ReadingView(
        name,
        plain(reading.value()),
        reading.value() instanceof Value.Quantity(double _, String unit) ? unit : "",
        metric.map(Metrics.Metric::zh).orElse(name),
        metric.map(Metrics.Metric::en).orElse(name),
        reading.at());
  }

  static Object plain(Value value) {
    return switch (value) {
      case Value.Quantity(double amount, String _) -> amount;
      case Value.Flag(boolean on) -> on;
      case Value.Text(String text) -> text;
      case Value.Position(double latitude, double longitude, double _) ->
          new DeviceView.Point(latitude, longitude);
    };
  }
}
