package io.fengsui.adapter.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.adapter.Value;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

@SuppressWarnings("NullAway") // a setting that is left out is null
class LayoutTest {

  private static final Layout LAYOUT =
      new Layout(
          "a55a",
          6,
          null,
          Checksum.CRC16_MODBUS,
          null,
          List.of(
              new Field("smoke", 2, null, 0, null, null, null),
              new Field("tamper", 2, null, 7, null, null, null),
              new Field("temperature", 3, Field.Type.I16, null, 0.1, null, null),
              new Field("battery", 5, Field.Type.U8, null, null, null, 255L),
              new Field("signal", -3, Field.Type.I8, null, null, null, null)));

  @Example
  void reads_bits_numbers_scales_and_leaves_out_what_was_not_measured() {
    byte[] said = checked("a55a" + "81" + "ffce" + "ff" + "a1");

    Layout.Content content = LAYOUT.read(said);

    assertThat(content.loss()).isNull();
    assertThat(content.readings())
        .containsEntry("smoke", new Value.Flag(true))
        .containsEntry("tamper", new Value.Flag(true))
        .containsEntry("temperature", new Value.Quantity(-5, "Cel"))
        .containsEntry("signal", new Value.Quantity(-95, "dB[mW]"))
        .doesNotContainKey("battery");
  }

  @Example
  void a_wrong_checksum_start_or_length_is_refused() {
    byte[] said = checked("a55a81ffce50a1");
    said[2] ^= 1;
    assertThat(LAYOUT.read(said).loss()).isNotNull();
    assertThat(LAYOUT.read(checked("a55b81ffce50a1")).loss()).isNotNull();
    assertThat(LAYOUT.read(new byte[] {(byte) 0xa5}).loss()).isNotNull();
    assertThat(LAYOUT.read(new byte[0]).readings()).isEmpty();
  }

  @Example
  void the_checksum_is_that_of_modbus() {
    // the example of the Modbus over serial line guide: 02 07 -> 0x1241
    assertThat(Checksum.crc(new byte[] {2, 7}, 2)).isEqualTo(0x1241);
  }

  @Example
  void mistakes_in_a_layout_are_told() {
    assertThatThrownBy(() -> new Layout(null, null, null, null, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Field("smoke", 0, Field.Type.U8, 8, null, null, null))
        .hasMessageContaining("no bit 8");
  }

  @Property
  void never_throws_whatever_the_bytes(@ForAll @Size(max = 40) byte[] bytes) {
    assertThat(LAYOUT.read(bytes)).isNotNull();
  }

  private static byte[] checked(String hex) {
    byte[] said = HexFormat.of().parseHex(hex + "0000");
    int crc = Checksum.crc(said, said.length - 2);
    said[said.length - 2] = (byte) (crc >> 8);
    said[said.length - 1] = (byte) crc;
    return said;
  }
}
