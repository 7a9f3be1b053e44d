package io.fengsui.hub.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.hub.bus.BusUnavailableException;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device.State;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.ledger.LossCount;
import io.fengsui.hub.ledger.LossReason;
import io.fengsui.hub.ledger.Losses;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkUplinkTest {

  private final HandClock clock = new HandClock();
  private final MemoryBus bus = new MemoryBus();
  private final KnownDevices devices = new KnownDevices();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Losses losses = new Losses(devices, clock, meters);
  private final LinkCounters counters = new LinkCounters(meters, "toy");
  private final LinkUplink uplink = uplink(true);

  @BeforeEach
  void given_a_smoke_detector_a_meter_and_a_retired_one() {
    devices.add("smoke", Lane.LIFE_SAFETY, State.IN_SERVICE);
    devices.add("meter", Lane.TELEMETRY, State.REGISTERED);
    devices.add("old", Lane.TELEMETRY, State.RETIRED);
  }

  @Test
  void a_message_travels_in_the_lane_of_its_device_whatever_it_says() throws Exception {
    DeviceMessage reading = says("smoke", null);
    DeviceMessage alarm = new Occurrence(new DeviceId("smoke"), null, "fire", Map.of());
    DeviceMessage gone = new Presence(new DeviceId("meter"), null, false, Map.of());

    assertThat(receipt(reading)).isEqualTo(new Receipt.Accepted());
    assertThat(receipt(alarm)).isEqualTo(new Receipt.Accepted());
    assertThat(receipt(gone)).isEqualTo(new Receipt.Accepted());

    assertThat(bus.in(Lane.LIFE_SAFETY)).containsExactly(reading, alarm);
    assertThat(bus.in(Lane.TELEMETRY)).containsExactly(gone);
    assertThat(counters.received()).isEqualTo(3);
    assertThat(counters.accepted()).isEqualTo(3);
    assertThat(counters.unsettled()).isZero();
  }

  @Test
  void tells_what_a_device_in_use_was_registered_with() {
    devices.addCalled("hall", "tasmota:hall", Lane.TELEMETRY, State.REGISTERED);
    devices.addCalled("gone", "tasmota:gone", Lane.TELEMETRY, State.RETIRED);

    assertThat(uplink.address(new DeviceId("hall"))).contains("tasmota:hall");
    assertThat(uplink.address(new DeviceId("gone"))).isEmpty();
    assertThat(uplink.address(new DeviceId("meter"))).as("goes by its id").isEmpty();
    assertThat(uplink.address(new DeviceId("stranger"))).isEmpty();
  }

  @Test
  void unknown_and_retired_devices_are_rejected_counted_and_kept_for_operators() throws Exception {
    assertThat(receipt(says("stranger", null)))
        .isEqualTo(new Receipt.Rejected(Reason.UNKNOWN_DEVICE, "no device stranger is registered"));
    assertThat(receipt(says("old", null)))
        .isEqualTo(new Receipt.Rejected(Reason.NOT_ALLOWED, "device old is retired"));

    assertThat(bus.in(Lane.TELEMETRY)).isEmpty();
    assertThat(counters.rejected()).isEqualTo(2);
    assertThat(losses.of(new DeviceId("old")))
        .extracting(LossCount::reason, LossCount::count)
        .containsExactly(tuple(LossReason.NOT_ALLOWED, 1L));
    assertThat(losses.ofLinks())
        .extracting(LossCount::reason)
        .containsExactly(LossReason.UNKNOWN_DEVICE, LossReason.NOT_ALLOWED);
    assertThat(losses.of(new DeviceId("stranger"))).as("anybody can invent ids").isEmpty();
    assertThat(
            meters
                .get("fengsui.link.rejected")
                .tag("reason", "unknown-device")
                .functionCounter()
                .count())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, true",
    "-PT23H59M, true",
    "-PT24H1S, false",
    "PT4M59S, true",
    "PT5M1S, false",
    "-P20000D, false",
    "P36500D, false"
  })
  void a_time_that_cannot_be_is_set_aside_and_the_message_kept(Duration off, boolean kept)
      throws Exception {
    Instant observed = clock.instant().plus(off);

    assertThat(receipt(says("meter", observed))).isEqualTo(new Receipt.Accepted());

    assertThat(bus.in(Lane.TELEMETRY)).containsExactly(says("meter", kept ? observed : null));
    assertThat(counters.timeSetAside.sum()).isEqualTo(kept ? 0 : 1);
    boolean late = off.compareTo(Duration.ofMinutes(-15)) < 0;
    assertThat(losses.of(new DeviceId("meter")))
        .extracting(LossCount::reason)
        .isEqualTo(!kept ? List.of(LossReason.CLOCK) : late ? List.of(LossReason.LATE) : List.of());
  }

  @Test
  void the_ends_of_time_are_set_aside_as_well() throws Exception {
    assertThat(receipt(says("meter", Instant.MAX))).isEqualTo(new Receipt.Accepted());
    assertThat(receipt(says("meter", Instant.MIN))).isEqualTo(new Receipt.Accepted());

    assertThat(bus.in(Lane.TELEMETRY)).containsExactly(says("meter", null), says("meter", null));
  }

  @Test
  void a_disk_that_refuses_makes_the_link_busy() throws Exception {
    bus.failWith(new BusUnavailableException("full"));

    assertThat(receipt(says("meter", null))).isInstanceOf(Receipt.Busy.class);

    assertThat(counters.busy()).isEqualTo(1);
    assertThat(losses.ofLinks()).as("the device sends it again").isEmpty();
  }

  @Test
  void lost_input_is_counted_and_a_flood_of_it_stops_nobody() {
    for (int i = 0; i < 10_000; i++) {
      uplink.lost(new DeviceId("meter"), Reason.MALFORMED, "line " + i);
    }

    assertThat(counters.lost()).isEqualTo(10_000);
    assertThat(losses.of(new DeviceId("meter")))
        .extracting(LossCount::reason, LossCount::count)
        .containsExactly(tuple(LossReason.MALFORMED, 10_000L));
    assertThat(losses.dropped()).as("nobody takes them here").isPositive();
  }

  private LinkUplink uplink(boolean keepsRaw) {
    var time =
        new DeviceTime(clock, Duration.ofHours(24), LatePolicy.after(Duration.ofMinutes(15)));
    return new LinkUplink(
        "toy",
        bus,
        devices,
        time,
        losses,
        counters,
        keepsRaw,
        new Strangers(clock),
        Path.of("target", "links", "toy"),
        detail -> {});
  }

  private Receipt receipt(DeviceMessage message) throws Exception {
    return uplink.deliver(message).toCompletableFuture().get();
  }

  private static Telemetry says(String device, @Nullable Instant observedAt) {
    return new Telemetry(new DeviceId(device), observedAt, Map.of("smoke", new Flag(true)));
  }
}
