package io.fengsui.simulator.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fengsui.simulator.gb26875.Report.ComponentState;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransmitterTest {
  private static final Settings BOX = Settings.of(10_010).with(Heartbeat.EMPTY, Duration.ZERO);

  private final Cable cable = new Cable("test");
  private final Tally tally = new Tally();

  @AfterEach
  void end() {
    cable.close();
  }

  @Test
  void it_tells_its_state_and_version_and_then_what_it_is_told() throws Exception {
    try (var centre = HandCentre.open(0);
        var box = box(BOX, centre)) {
      fire(box).get(5, TimeUnit.SECONDS);

      assertThat(centre.heard("02", "1501" + "01")).hasSize(1);
      assertThat(centre.heard("02", "1901" + "0101")).hasSize(1);
      // system 1.1, photoelectric smoke detector, zone 3, point 17, normal and fire
      assertThat(centre.heard("02", "0201" + "0101" + "2a" + "03001100" + "0300")).hasSize(1);
      assertThat(centre.heard()).allMatch(frame -> frame.startsWith("1a2700000000", 24));
    }
  }

  @Test
  void what_is_not_confirmed_is_sent_again_with_the_same_serial() throws Exception {
    try (var centre = HandCentre.open(4);
        var box = box(BOX.patient(Duration.ofMillis(200), 3), centre)) {
      fire(box).get(5, TimeUnit.SECONDS);

      var fires = centre.heard("02", "0201");
      assertThat(fires.size()).isGreaterThan(1);
      assertThat(fires).extracting(frame -> frame.substring(4, 8)).containsOnly("0200");
      assertThat(tally.repeated().sum()).isPositive();
    }
  }

  @Test
  void after_the_last_repetition_it_gives_up() throws Exception {
    try (var centre = HandCentre.open(1000);
        var box = box(BOX.patient(Duration.ofMillis(30), 3), centre)) {
      var fire = fire(box);

      assertThatThrownBy(() -> fire.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(TimeoutException.class);
      assertThat(centre.heard("02", "0201")).hasSize(4);
    }
  }

  @Test
  void it_comes_back_and_sends_what_was_under_way() throws Exception {
    var quick =
        new Settings(
            10_010,
            1,
            false,
            Heartbeat.EMPTY,
            Duration.ZERO,
            Duration.ofSeconds(10),
            3,
            Duration.ofMillis(20),
            null,
            Set.of(),
            4);
    try (var centre = HandCentre.open(3);
        var box = box(quick, centre)) {
      var fire = fire(box);
      await().until(() -> centre.heard().size() == 3);
      centre.hangUp();

      fire.get(5, TimeUnit.SECONDS);
      assertThat(centre.heard("02", "0201")).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY, 02, 00, ''",
    "STATE, 02, 09, 1501",
    "TIME, 02, 08, 1c01",
    "FF, ff, 00, ''",
    "FE, fe, 00, ''",
    "BYTE_16, 02, 01, 16"
  })
  void each_form_of_heartbeat_is_sent(Heartbeat form, String command, String length, String data)
      throws Exception {
    try (var centre = HandCentre.open(0);
        var box = box(BOX.with(form, Duration.ZERO), centre)) {
      box.beat().get(5, TimeUnit.SECONDS);

      assertThat(centre.heard(command, data))
          .anyMatch(frame -> frame.startsWith(length + "00" + command, 48));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3d0101" + "01, 05, 010101010300", // 61: the system burns since a component does
    "3e01010103001100, 05, 020101012a030011000300",
    "3f01010103001100, 05, 03010101" + "2a03001100" + "03f900",
    "40010101" + "0a00000000" + "0000, 05, 0400",
    "41010101, 05, 050101010402",
    "42010101, 05, 060101010731",
    "43010101" + "03001100, 05, 070101012a03001100",
    "44010101, 05, 08010101",
    "510100, 05, 15010",
    "54010a000000000000, 05, 1800",
    "550100, 05, 19010101",
    "560100, 05, 1a010f46532d32303030",
    "580100, 05, 1c01",
    "450101, 06, ''", // reserved
    "3e0101, 06, ''" // shorter than it says
  })
  void each_question_is_answered_with_its_serial(String question, String command, String data)
      throws Exception {
    try (var centre = HandCentre.open(0);
        var box = box(BOX, centre)) {
      fire(box).get(5, TimeUnit.SECONDS);
      var warm = new Report.Analog(Part.of(3, 17), 42, 3, 249, box.at(0));
      box.tell(List.of(warm)).get(5, TimeUnit.SECONDS);

      centre.say("f401", "04", question);

      await().until(() -> !centre.heard(command, data).isEmpty());
      assertThat(centre.heard(command, data))
          .singleElement()
          .satisfies(frame -> assertThat(frame).startsWith("4040f401"));
    }
  }

  @Test
  void orders_are_confirmed_and_the_guard_answers_the_duty_check() throws Exception {
    try (var centre = HandCentre.open(0);
        var box = box(BOX.guarded(Duration.ofMillis(20)), centre)) {
      await().until(() -> centre.heard().size() == 2);
      centre.say("f601", "01", "5a01" + "0031080f031a");
      centre.say("f701", "01", "5b01" + "0a");

      await().until(() -> !centre.heard("02", "1801" + "20").isEmpty());
      assertThat(centre.heard("03", ""))
          .extracting(frame -> frame.substring(4, 8))
          .containsExactly("f601", "f701");
      // its clock is the centre's now: 08:49 on the 15th of March 2026
      assertThat(centre.heard("02", "18012001").getFirst().substring(64, 74))
          .isEqualTo("31080f031a");
      assertThat(box.connected()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VERSION_10_00, 8, 1000",
    "SERIAL_ZERO, 4, 0000",
    "ZERO_TIMES, 12, 000000000000",
    "SOURCE_ZERO, 24, 000000000000",
    "FIRE_ALONE, 72, 0200",
    "GARBAGE_AFTER_NUL, 108, 00b2d0c1f4414243",
    "SPLIT, 0, 4040",
    "MERGED, 0, 4040",
    "TWICE, 0, 4040"
  })
  void quirks_are_seen_by_the_centre_and_what_they_spoil_is_not(Quirk quirk, int at, String bytes)
      throws Exception {
    try (var centre = HandCentre.open(0);
        var box = box(BOX.with(Set.of(quirk)), centre)) {
      fire(box).get(5, TimeUnit.SECONDS);

      int times = quirk == Quirk.TWICE ? 2 : 1;
      await().atMost(Duration.ofSeconds(5)).until(() -> centre.heard("02", "0201").size() >= times);
      assertThat(centre.heard("02", "0201"))
          .hasSize(times)
          .allSatisfy(frame -> assertThat(frame.substring(at)).startsWith(bytes));
    }
  }

  @Test
  void over_udp_each_frame_is_a_datagram_and_is_repeated_until_confirmed() throws Exception {
    var settings = BOX.overUdp().patient(Duration.ofMillis(100), 10);
    try (var centre = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var box =
            new Transmitter(
                settings,
                (InetSocketAddress) centre.getLocalSocketAddress(),
                cable,
                Clock.systemUTC(),
                tally)) {
      centre.setSoTimeout(10_000);
      box.open().get(5, TimeUnit.SECONDS);
      var fire = fire(box);

      var heard = new TreeSet<String>();
      var confirmed = new TreeSet<String>();
      while (confirmed.size() < 3) { // state, version, fire
        var packet = new DatagramPacket(new byte[2048], 2048);
        centre.receive(packet);
        var frame = HexFormat.of().formatHex(packet.getData(), 0, packet.getLength());
        if (!heard.add(frame.substring(0, 12) + frame.substring(24))) { // without its time
          byte[] answer = HandCentre.confirmation(frame);
          centre.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
          confirmed.add(frame.substring(4, 8));
        }
        assertThat(frame).startsWith("4040").endsWith("2323");
        assertThat(packet.getLength()).isEqualTo(30 + (packet.getData()[24] & 0xFF));
      }

      fire.get(5, TimeUnit.SECONDS);
      assertThat(tally.repeated().sum()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void a_datagram_cannot_be_cut() {
    assertThatThrownBy(() -> BOX.with(Set.of(Quirk.SPLIT)).overUdp())
        .hasMessage("a datagram is one frame and nothing else");
  }

  private Transmitter box(Settings settings, HandCentre centre) throws Exception {
    var box = new Transmitter(settings, centre.address(), cable, Clock.systemUTC(), tally);
    box.open().get(5, TimeUnit.SECONDS);
    return box;
  }

  private static CompletableFuture<Void> fire(Transmitter box) {
    return box.alarm(
        List.of(
            new ComponentState(
                Part.of(3, 17),
                42,
                Report.NORMAL | Report.FIRE,
                "3号楼2层走廊感烟",
                box.at(System.currentTimeMillis()))));
  }
}
