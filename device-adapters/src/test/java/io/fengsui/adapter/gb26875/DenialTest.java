package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.gb26875.Frame.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which frames are denied, and which are dropped without a word (rules R1, R2, R4, R6 and R7). */
class DenialTest {

  private static final int FIRE = 2;

  @Test
  void a_wrong_checksum_is_denied_as_in_the_examples() {
    try (var fixture = new Fixture();
        var device = fixture.connect()) {
      byte[] damaged = Examples.bytes("P1");
      damaged[damaged.length - 3]++;
      device.send(damaged);

      assertThat(device.next()).isEqualTo(Examples.bytes("P3"));
      device.send(Examples.bytes("P1"));
      assertThat(device.next()).isEqualTo(Examples.bytes("P2"));
    }
  }

  @Test
  void a_command_byte_that_is_none_is_denied_and_the_connection_stays() {
    try (var fixture = new Fixture();
        var device = fixture.connect()) {
      for (int command : new int[] {0, 7, 100, 127}) {
        device.send(RawTransmitter.frame(command, command, 889));
        Frame denial = device.nextFrame();

        assertThat(denial.command()).isEqualTo(Command.DENY);
        assertThat(denial.serial()).isEqualTo(command);
        assertThat(denial.data()).isEmpty();
        assertThat(fixture.hub().lost().detail())
            .isEqualTo("the command byte " + command + " is none");
      }
      device.send(RawTransmitter.heartbeat(5));
      assertThat(device.nextFrame().command()).isEqualTo(Command.CONFIRM);
    }
  }

  @Test
  void an_answer_with_a_wrong_checksum_is_not_answered() {
    try (var fixture = new Fixture();
        var device = fixture.connect()) {
      for (int command : new int[] {Command.CONFIRM, Command.ANSWER, Command.DENY}) {
        byte[] damaged = RawTransmitter.frame(command, command, 889);
        damaged[damaged.length - 3]++;
        device.send(damaged);
      }
      device.send(RawTransmitter.heartbeat(9));

      assertThat(device.nextFrame().serial()).isEqualTo(9);
    }
  }

  @Test
  void orders_of_a_device_to_the_hub_are_not_answered() {
    try (var fixture = new Fixture();
        var device = fixture.connect()) {
      device.send(RawTransmitter.frame(4, Command.CONTROL, 889, (byte) 90, (byte) 1));
      device.send(RawTransmitter.frame(5, Command.REQUEST, 889, (byte) 81, (byte) 1));
      device.send(RawTransmitter.heartbeat(6));

      assertThat(device.nextFrame().serial()).isEqualTo(6);
    }
  }

  @Test
  void a_length_over_the_limit_and_a_wrong_end_are_dropped_without_a_word() {
    try (var fixture = new Fixture();
        var device = fixture.connect()) {
      device.send(tooLong(1)).send(withoutEnd(2)).send(RawTransmitter.heartbeat(3));

      assertThat(device.nextFrame().serial()).isEqualTo(3);
      assertThat(fixture.hub().lost().detail()).isEqualTo("bytes that are no frame");
      assertThat(fixture.told("sd-1")).isEmpty();
    }
  }

  @Test
  void both_are_denied_to_devices_whose_profile_wants_it(@TempDir Path folder) throws Exception {
    Path profile = folder.resolve("strict.json");
    Files.writeString(profile, "{\"deny-misshapen\": true}");
    try (var fixture = new Fixture(profile.toString());
        var device = fixture.connect()) {
      device.send(tooLong(1)).send(withoutEnd(2)).send(RawTransmitter.heartbeat(3));

      for (int serial : new int[] {1, 2}) {
        Frame denial = device.nextFrame();
        assertThat(denial.command()).isEqualTo(Command.DENY);
        assertThat(denial.serial()).isEqualTo(serial);
        assertThat(denial.destination()).isEqualTo(new Address(889));
      }
      assertThat(device.nextFrame().command()).isEqualTo(Command.CONFIRM);
    }
  }

  @Test
  void a_serial_number_is_denied_once_to_a_connection() {
    try (var fixture = new Fixture();
        var device = fixture.connect()) {
      byte[] damaged = RawTransmitter.state(7, FIRE);
      damaged[damaged.length - 3]++;
      device.send(damaged).send(damaged).send(RawTransmitter.heartbeat(8));

      assertThat(device.nextFrame().command()).isEqualTo(Command.DENY);
      assertThat(device.nextFrame().serial()).isEqualTo(8);
      assertThat(fixture.hub().losses())
          .filteredOn(loss -> loss.detail().equals("a wrong checksum"))
          .hasSize(2);
    }
  }

  @Test
  void ten_a_minute_are_denied() {
    var denials = new Denials();
    long now = 1;
    for (int serial = 0; serial < 10; serial++) {
      assertThat(denials.mayDeny(serial, now)).isTrue();
    }

    assertThat(denials.mayDeny(10, now + TimeUnit.SECONDS.toNanos(59))).isFalse();
    assertThat(denials.mayDeny(10, now + TimeUnit.SECONDS.toNanos(61))).isTrue();
    assertThat(denials.mayDeny(3, now + TimeUnit.SECONDS.toNanos(61))).isFalse();
  }

  private static byte[] tooLong(int serial) {
    byte[] frame = RawTransmitter.state(serial, FIRE);
    frame[Frame.LENGTH_AT] = 1;
    frame[Frame.LENGTH_AT + 1] = 4; // 1,025
    return frame;
  }

  private static byte[] withoutEnd(int serial) {
    byte[] frame = RawTransmitter.state(serial, FIRE);
    return Arrays.copyOf(frame, frame.length - 2);
  }
}
