package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @ValueSource(strings = {"standard", "fubei", "platform-a", "answer-17"})
  void the_hub_brings(String name) throws Exception {
    assertThat(Profiles.load(name, CHINA).of(Address.ZERO).name()).isEqualTo(name);
  }

  @Test
  void a_folder_has_one_for_all_and_others_for_some(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("all.json"), "{\"zone\": \"UTC\"}");
    Files.writeString(
        folder.resolve("one.json"),
        "{\"sources\": [\"79-03-00-00-00-00\"], \"identity\": [\"hex\"], \"parts\": \"number\"}");

    Profiles profiles = Profiles.load(folder.toString(), CHINA);

    assertThat(profiles.of(new Address(1)).zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(profiles.of(new Address(889)).names(new Address(889), "10.0.0.1"))
        .containsExactly("0x379");
    assertThat(Part.component(1, 1, 131_082).text(profiles.of(new Address(889)).parts()))
        .isEqualTo("1.1/131082");
    Files.writeString(folder.resolve("two.json"), "{}");
    assertThatThrownBy(() -> Profiles.load(folder.toString(), CHINA))
        .hasMessageContaining("both for all devices");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"colour\": 1} | colour is not a field",
        "{\"zone\": \"Mars\"} | zone must be one such as",
        "{\"types\": {\"300\": \"analog\"}} | types must be 0 to 255",
        "{\"types\": {\"150\": \"song\"}} | types does not know song",
        "{\"sources\": [\"889\"]} | sources has addresses such as",
        "{\"analogs\": {\"1\": {}}} | analogs has metric",
        "{\"sync-clock\": 3} | sync-clock must be true or false",
        "[] | must be an object",
        "{ | profile",
      })
  void a_mistake_names_file_and_field(String json, String why) {
    assertThatThrownBy(() -> ProfileFile.read("fs.json", json, CHINA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fs.json")
        .hasMessageContaining(why.equals("profile") ? "" : why);
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThatThrownBy(() -> Profiles.load("/nowhere/x.json", CHINA))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/nowhere/x.json");
  }

  @Test
  void addresses_are_written_in_forms_that_nobody_confuses() {
    Profile standard = Profile.standard(CHINA);

    assertThat(standard.names(new Address(889), "10.0.0.1"))
        .isEqualTo(List.of("79-03-00-00-00-00", "889"));
    assertThat(standard.names(Address.ZERO, "10.0.0.1")).startsWith("ip:10.0.0.1");
    assertThat(Part.parse("1.1/10.2")).contains(Part.component(1, 1, 131_082));
    assertThat(Part.parse("1.1/0x2000a")).contains(Part.component(1, 1, 131_082));
    assertThat(Part.parse("1.1")).contains(Part.system(1, 1));
    assertThat(Part.parse("1.256")).isEmpty();
    assertThat(Part.parse("1.1/70000.1")).isEmpty();
  }
}
