package io.fengsui.adapter.mqtt.convention;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Stranger;
import io.fengsui.adapter.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells a convention publishes and keeps what it found in them. */
public final class Told {

  private final Convention convention;
  private final List<Finding> all = new ArrayList<>();

  public Told(Convention convention) {
    this.convention = convention;
  }

  /** What one live publish says. */
  public List<Finding> hear(String topic, String payload) {
    return hear(topic, payload.getBytes(UTF_8), false);
  }

  public List<Finding> kept(String topic, String payload) {
    return hear(topic, payload.getBytes(UTF_8), true);
  }

  public List<Finding> hear(String topic, byte[] payload, boolean retained) {
    if (!convention.owns(topic)) {
      throw new AssertionError("none of its topics: " + topic);
    }
    List<Finding> found = convention.hear(new Publish(topic, payload, retained));
    all.addAll(found);
    return found;
  }

  /** The only readings that findings hold. */
  public static Map<String, Value> readings(List<Finding> findings) {
    List<Telemetry> said = said(findings, Telemetry.class);
    if (said.size() != 1) {
      throw new AssertionError("not one telemetry: " + findings);
    }
    return said.getFirst().readings();
  }

  public static <M extends DeviceMessage> List<M> said(List<Finding> findings, Class<M> kind) {
    return findings.stream()
        .filter(Finding.Said.class::isInstance)
        .map(finding -> ((Finding.Said) finding).message())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  public static <F extends Finding> List<F> of(List<Finding> findings, Class<F> kind) {
    return findings.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  public <F extends Finding> List<F> all(Class<F> kind) {
    return of(all, kind);
  }

  public List<Presence> presences() {
    return said(all, Presence.class);
  }

  public List<Stranger> strangers() {
    return all(Finding.Seen.class).stream().map(Finding.Seen::stranger).toList();
  }

  public static Value.Flag flag(boolean on) {
    return new Value.Flag(on);
  }

  public static Value.Quantity quantity(double amount, String unit) {
    return new Value.Quantity(amount, unit);
  }
}
