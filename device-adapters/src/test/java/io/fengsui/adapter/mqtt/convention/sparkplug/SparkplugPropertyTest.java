package io.fengsui.adapter.mqtt.convention.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.Told;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class SparkplugPropertyTest {

  private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");

  @Property(tries = 2_000)
  void never_throws_whatever_the_bytes(@ForAll byte[] payload) {
    assertThat(Payload.read(payload)).isNotNull();
  }

  @Property(tries = 1_000)
  void every_beginning_of_a_payload_is_read_or_refused(
      @ForAll("real") byte[] payload, @ForAll @IntRange(max = 200) int length) {
    byte[] beginning = Arrays.copyOf(payload, Math.min(length, payload.length));

    assertThat(Payload.read(beginning)).isNotNull();
  }

  @Property(tries = 1_000)
  void reads_what_it_writes(
      @ForAll @StringLength(min = 1, max = 40) String name,
      @ForAll @IntRange(min = 1, max = 10) int datatype,
      @ForAll int amount) {
    Orders.set(name, datatype, new Value.Quantity(amount, ""), YEAR)
        .flatMap(Payload::read)
        .map(read -> read.metrics().getFirst())
        .ifPresent(
            metric ->
                assertThat(
                        (float)
                            Gathered.number(
                                Datatype.node(Objects.requireNonNull(metric.value()), datatype)))
                    .isEqualTo(amount));
  }

  /** The rules that hold in any order of any messages. */
  @Property(tries = 500)
  void asks_at_most_every_thirty_seconds_and_never_knows_the_dead(
      @ForAll @Size(max = 60) List<@IntRange(max = 5) Integer> steps,
      @ForAll @Size(60) List<@IntRange(max = 5) Integer> sequence) {
    var hub = new RecordingUplink().registers("edge", "street/e1").registers("sd-1", "edge", "d1");
    var ticks = new AtomicLong();
    var host =
        new Sparkplug(
            "+",
            new HostState(null, InstantSource.fixed(YEAR)),
            new Registered(hub),
            InstantSource.fixed(YEAR),
            ticks::get);
    var told = new Told(host);
    long lastAsked = -Rebirths.PAUSE;
    for (int i = 0; i < steps.size(); i++) {
      ticks.addAndGet(TimeUnit.SECONDS.toNanos(7));
      List<Finding> findings = step(told, steps.get(i), sequence.get(i));
      if (!Told.of(findings, Finding.Reply.class).isEmpty()) {
        assertThat(Told.of(findings, Finding.Reply.class)).hasSize(1);
        assertThat(ticks.get() - lastAsked).isGreaterThanOrEqualTo(Rebirths.PAUSE);
        lastAsked = ticks.get();
      }
      if (steps.get(i) == 3) {
        assertThat(told.presences().getLast().online()).isFalse();
      }
    }
  }

  private static List<Finding> step(Told told, int step, int seq) {
    byte[] smoke = Made.flag("Smoke", 1, false);
    return switch (step) {
      case 0 -> say(told, "NBIRTH/e1", Made.payload(0, Made.session(0)));
      case 1 -> say(told, "DBIRTH/e1/d1", Made.payload(seq, smoke));
      case 2 -> say(told, "DDATA/e1/d1", Made.payload(seq, Made.flag(1, true)));
      case 3 -> say(told, "NDEATH/e1", Made.payload(0, Made.session(0)));
      case 4 -> say(told, "DDEATH/e1/d1", Made.payload(seq));
      default -> say(told, "NDATA/e1", Made.payload(seq));
    };
  }

  private static List<Finding> say(Told told, String place, byte[] payload) {
    return told.hear("spBv1.0/street/" + place, payload, false);
  }

  @Provide
  Arbitrary<byte[]> real() {
    return Arbitraries.of(Golden.ALL.values()).map(Golden::bytes);
  }
}
