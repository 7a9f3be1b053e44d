package io.fengsui.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyMessageTest {

  @Test
  void tells_time_address_and_memory_in_a_line() {
    assertThat(ReadyMessage.line(3_240, "http://127.0.0.1:8080", OptionalLong.of(412 << 20)))
        .isEqualTo("Fengsui is ready in 3.2 s  http://127.0.0.1:8080  (memory 412 MB)");
    assertThat(ReadyMessage.line(3_240, "http://127.0.0.1:8080", OptionalLong.empty()))
        .endsWith("(memory ? MB)");
  }

  @Test
  void memory_is_that_of_all_processes_where_the_system_tells(@TempDir Path data) throws Exception {
    Process child = new ProcessBuilder("sleep", "60").start();
    try {
      OptionalLong memory = ResidentMemory.ofHub(data);

      assertThat(memory.isPresent()).isEqualTo(Files.exists(Path.of("/proc/self/status")));
      assertThat(memory.orElse(50 << 20)).isBetween(20L << 20, 20L << 30);
    } finally {
      child.destroy();
    }
  }
}
