package io.fengsui.adapter.mqtt.convention.sparkplug;

import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.block;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.flag;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.join;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.name;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.number;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.payload;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.sparkplug.Metric.Wire;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in payloads, and what the hub writes into its own. */
class SparkplugPayloadTest {

  private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final Path SCRIPT = Path.of("src/test/resources/sparkplug/sparkplug.py");

  @Test
  void a_writer_of_its_own_agrees_on_every_payload() throws Exception {
    Process script = new ProcessBuilder("python3", SCRIPT.toString(), "golden").start();
    String printed = new String(script.getInputStream().readAllBytes(), UTF_8);

    Map<String, String> byName =
        printed
            .lines()
            .map(line -> line.split(" ", 2))
            .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    assertThat(byName).isEqualTo(Golden.ALL);
  }

  @Test
  void writes_the_order_to_be_born_again() {
    assertThat(HexFormat.of().formatHex(Orders.rebirth(YEAR))).isEqualTo(Golden.REBIRTH);
  }

  @ParameterizedTest
  @CsvSource({
    "1, -128",
    "1, 127",
    "2, -32768",
    "3, -5",
    "3, 2147483647",
    "4, -9007199254740992",
    "5, 255",
    "6, 65535",
    "7, 4294967295",
    "8, 9007199254740992",
    "9, -21.5",
    "10, 1e300",
    "11, 1"
  })
  void reads_the_numbers_that_it_writes(int datatype, double amount) {
    Metric metric = written(datatype, new Value.Quantity(amount, "")).orElseThrow();

    Node expected = datatype == 11 ? new Node.Bool(true) : new Node.Amount(amount);
    assertThat(metric.datatype()).isEqualTo(datatype);
    assertThat(Datatype.node(Objects.requireNonNull(metric.value()), datatype)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 128",
    "1, -129",
    "2, 40000",
    "3, 1.5",
    "5, -1",
    "5, 256",
    "7, 4294967296",
    "8, -1",
    "4, 9.3e18",
    "9, 1e39",
    "11, 2",
    "12, 1",
    "16, 1",
    "19, 1",
    "0, 1"
  })
  void writes_no_number_that_the_metric_cannot_hold(int datatype, double amount) {
    assertThat(written(datatype, new Value.Quantity(amount, ""))).isEmpty();
  }

  @Test
  void writes_texts_into_texts_alone() {
    assertThat(written(Datatype.TEXT, new Value.Text("门")).orElseThrow().value())
        .isEqualTo(new Wire.Text("门"));
    assertThat(written(Datatype.INT32, new Value.Text("1"))).isEmpty();
    assertThat(written(Datatype.STRING, new Value.Flag(true))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "22, ff01, '[-1, 1]'",
    "23, 0080, '[-32768]'",
    "24, fbffffff, '[-5]'",
    "25, feffffffffffffff, '[-2]'",
    "26, ff, '[255]'",
    "27, ffff, '[65535]'",
    "28, ffffffff, '[4294967295]'",
    "29, 0000000001000000, '[4294967296]'",
    "30, 0000ac41, '[21.5]'",
    "31, 0000000000803540, '[21.5]'",
    "32, 0c00000034d0, '[false, false, true, true, false, true, false, false, true, true, false, true]'",
    "33, 4142430068656c6c6f00, '[ABC, hello]'",
    "34, 00a8da769b010000, '[2026-01-01T00:00:00Z]'",
    "24, fbffff, fbffff",
    "32, ffffffff34, ffffffff34",
    "17, 00ff, 00ff"
  })
  void unpacks_arrays_and_shows_other_bytes_in_hex(int datatype, String hex, String shown) {
    var bytes = new Wire.Octets(Golden.bytes(hex));

    assertThat(Datatype.node(bytes, datatype).plain()).isEqualTo(shown);
  }

  @Test
  void a_time_is_written_out() {
    assertThat(Datatype.whole(YEAR.toEpochMilli(), Datatype.DATE_TIME))
        .isEqualTo(new Node.Text("2026-01-01T00:00:00Z"));
  }

  @Test
  void a_data_set_is_its_names_and_rows() {
    byte[] row = block(4, block(1, number(1, 0xFFFFFFFBL)), block(1, text(6, "b")));
    byte[] set =
        join(number(1, 2), text(2, "x"), text(2, "y"), number(3, 3), number(3, 12), row, row);

    Payload read = read(payload(0, join(name("Zones", 1, 16), block(17, set))));

    assertThat(read.metrics().getFirst().value()).isInstanceOf(Wire.Table.class);
    assertThat(Datatype.node(Objects.requireNonNull(read.metrics().getFirst().value()), 16).plain())
        .isEqualTo("[[x, y], [-5, b], [-5, b]]");
  }

  @Test
  void nothing_is_read_deeper_than_templates_are_nested() {
    byte[] metric = flag("Smoke", 1, true);
    for (int i = 0; i < 1_000; i++) {
      metric = join(name("t", i + 2, 19), block(18, block(2, metric)));
    }
    Payload read = read(payload(0, metric));

    assertThat(read.whole()).isFalse();
    int depth = 0;
    Metric at = read.metrics().getFirst();
    while (!at.parts().isEmpty()) {
      at = at.parts().getFirst();
      depth++;
    }
    assertThat(depth).isEqualTo(MetricReader.MAX_DEPTH);
  }

  @Test
  void of_too_many_metrics_the_first_are_read() {
    byte[][] many = new byte[MetricReader.MAX_METRICS + 1][];
    Arrays.fill(many, flag(1, true));

    Payload read = read(payload(0, many));

    assertThat(read.whole()).isFalse();
    assertThat(read.metrics()).hasSize(MetricReader.MAX_METRICS);
  }

  @Test
  void a_length_beyond_the_end_is_malformed_and_nothing_is_allocated_by_it() {
    Stream.of("12ffffffff07", "12ffffffffffffffffff01", "0a", "12020a7f", "1203920105", "0b", "00")
        .forEach(hex -> assertThat(Payload.read(Golden.bytes(hex))).as(hex).isEmpty());
  }

  @Test
  void fields_that_it_does_not_know_are_passed_over() {
    byte[] odd = join(number(99, 5), text(98, "x"), number(1, 7), text(3, "no number"));

    assertThat(read(odd).timestamp()).isEqualTo(7);
    assertThat(read(odd).seq()).isEqualTo(-1);
  }

  private static Optional<Metric> written(int datatype, Value value) {
    return Orders.set("Some Metric", datatype, value, YEAR)
        .map(bytes -> read(bytes).metrics().getFirst());
  }

  private static Payload read(byte[] bytes) {
    return Payload.read(bytes).orElseThrow();
  }
}
