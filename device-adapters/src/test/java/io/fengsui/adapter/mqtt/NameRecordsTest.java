package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of names, as it is read after whatever happened to it. */
class NameRecordsTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("names.log");
    append(Map.of("tele/走廊/x", bytes("one")));
    append(Map.of("b", bytes("two")));
  }

  @Test
  void reads_what_was_appended_in_the_order_in_which_it_came_last() throws IOException {
    append(Map.of("tele/走廊/x", bytes("three")));
    append(Map.of("c", bytes("four")));
    append(Map.of("c", bytes("")));

    assertThat(new ArrayList<>(read().names().keySet())).containsExactly("b", "tele/走廊/x");
    assertThat(read().names().get("tele/走廊/x")).isEqualTo(bytes("three"));
    assertThat(read().whole()).isTrue();
  }

  @Test
  void reads_up_to_where_the_file_was_cut() throws IOException {
    byte[] all = Files.readAllBytes(file);
    for (int length = 0; length < all.length; length++) {
      try (var cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
        cut.truncate(length);
      }
      assertThat(read().names()).hasSizeLessThan(2);
      Files.write(file, all);
    }
  }

  @Test
  void believes_nothing_that_was_changed() throws IOException {
    byte[] all = Files.readAllBytes(file);
    Map<String, byte[]> good = read().names();
    var random = new Random(7);
    for (int i = 0; i < 500; i++) {
      byte[] changed = all.clone();
      changed[random.nextInt(all.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);

      NameRecords.Read read = read();

      assertThat(read.whole()).isFalse();
      assertThat(good).containsAllEntriesOf(comparable(good, read.names()));
    }
  }

  /** Equal contents made the same objects. */
  private static Map<String, byte[]> comparable(Map<String, byte[]> good, Map<String, byte[]> is) {
    Map<String, byte[]> same = new LinkedHashMap<>();
    is.forEach(
        (topic, payload) ->
            same.put(
                topic,
                new String(payload, UTF_8).equals(text(good, topic)) ? good.get(topic) : payload));
    return same;
  }

  private static String text(Map<String, byte[]> names, String topic) {
    return new String(names.getOrDefault(topic, bytes("-")), UTF_8);
  }

  private void append(Map<String, byte[]> names) throws IOException {
    try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      NameRecords.append(out, names);
    }
  }

  private NameRecords.Read read() throws IOException {
    try (var in = FileChannel.open(file)) {
      return NameRecords.read(in);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
