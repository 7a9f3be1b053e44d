package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.Stranger;
import io.fengsui.adapter.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what one publish says. Not thread-safe. */
public final class Findings {

  private static final int MAX_DETAIL = 200;
  private static final int MAX_ADDRESS_IN_SENTENCE = 80;

  /** Of one publish; the others are counted in one sentence. */
  private static final int MAX_UNKNOWN = 16;

  private static final byte[] NOTHING = {};

  private final Publish publish;
  private final List<Finding> all = new ArrayList<>();
  private int unknown;

  public Findings(Publish publish) {
    this.publish = publish;
  }

  public List<Finding> all() {
    if (unknown > MAX_UNKNOWN) {
      lost(
          null,
          Reason.UNKNOWN_DEVICE,
          "%d more addresses in one message that no device has".formatted(unknown - MAX_UNKNOWN));
      unknown = 0;
    }
    return List.copyOf(all);
  }

  public Findings add(Finding finding) {
    all.add(finding);
    return this;
  }

  /** Readings of a device, if there are any, and what had to be left out of them. */
  public Findings said(DeviceId device, @Nullable Instant time, Gathered gathered) {
    Rejected fault = gathered.fault();
    if (fault != null) {
      lost(device, fault.reason(), fault.detail());
    }
    if (gathered.isEmpty()) {
      return this;
    }
    Map<String, Value> readings = gathered.readings();
    if (publish.retained()) {
      readings = new HashMap<>(readings);
      readings.put(Telemetry.RETAINED, new Value.Flag(true));
    }
    return said(new Telemetry(device, time, readings));
  }

  public Findings said(DeviceMessage message) {
    return add(new Finding.Said(message));
  }

  /** That a device came or went. */
  public Findings presence(DeviceId device, boolean online, String because) {
    Map<String, String> description =
        publish.retained()
            ? Map.of("reason", because, "retained", "true")
            : Map.of("reason", because);
    return said(new Presence(device, null, online, description));
  }

  public Findings lost(@Nullable DeviceId device, Reason reason, String detail) {
    return lost(device, reason, detail, true);
  }

  /** The same for what may hold a secret. */
  public Findings lost(@Nullable DeviceId device, Reason reason, String detail, boolean mayKeep) {
    String cut = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
    return add(new Finding.Lost(device, reason, cut, mayKeep));
  }

  /** That this is not what the convention writes. */
  public Findings lost(@Nullable DeviceId device, Rejected why) {
    return lost(device, why.reason(), why.detail());
  }

  /** Words of somebody whom nobody registered: they are lost, and he is shown. */
  public Findings unknown(
      @Nullable DeviceId parent, String address, Map<String, String> description) {
    seen(parent, address, description);
    return ++unknown > MAX_UNKNOWN
        ? this
        : lost(null, Reason.UNKNOWN_DEVICE, "no device has the address " + shortened(address));
  }

  /** Shows somebody whom nobody registered. */
  public Findings seen(@Nullable DeviceId parent, String address, Map<String, String> description) {
    Stranger.of(parent, address, description)
        .ifPresent(stranger -> all.add(new Finding.Seen(stranger)));
    return this;
  }

  /** This publish is to be known again after a restart. */
  public Findings remember() {
    return add(new Finding.Remember(publish.topic(), publish.payload()));
  }

  /** What was published there need not be known any more. */
  public Findings forget(String topic) {
    return add(new Finding.Remember(topic, NOTHING));
  }

  public Findings answered(String key, CommandOutcome outcome) {
    return add(new Finding.Answered(key, outcome));
  }

  private static String shortened(String address) {
    String cut =
        address.length() <= MAX_ADDRESS_IN_SENTENCE
            ? address
            : address.substring(0, MAX_ADDRESS_IN_SENTENCE) + "…";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
