package io.fengsui.simulator.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void a_figure_is_one_line_of_five_words() {
    var bytes = new ByteArrayOutputStream();
    var figures = new Figures(new PrintStream(bytes, true, UTF_8), "ingest");

    figures.figure("rate", 61_234.56, "msg/s");
    figures.figure("cpu", 6.789, "us/msg");
    figures.figure("lost", 0, "messages");

    assertThat(bytes.toString(UTF_8))
        .isEqualTo(
            """
            bench ingest rate 61234.6 msg/s
            bench ingest cpu 6.79 us/msg
            bench ingest lost 0 messages
            """);
  }

  @Test
  void the_median_is_the_middle_or_between_the_two_middles() {
    assertThat(Figures.median(3, 1, 2)).isEqualTo(2);
    assertThat(Figures.median(4, 1, 2, 3)).isEqualTo(2.5);
  }

  @Test
  void the_largest_lag_of_a_metrics_page_counts() {
    String page =
        """
        # TYPE fengsui_bus_lag gauge
        fengsui_bus_lag{lane="life-safety"} 3.0
        fengsui_bus_lag{lane="telemetry"} 1.2E4
        """;

    assertThat(Lag.COMMITS.of(page)).isEqualTo(12_000);
    assertThat(Lag.COMMITS.of("nothing")).isEqualTo(-1);
  }

  @Test
  void this_process_takes_time_and_memory() throws IOException {
    var self = Set.of(ProcessHandle.current().pid());

    assertThat(Processes.cpuSeconds(self)).isPositive();
    assertThat(Processes.residentMegabytes(self)).isGreaterThan(10);
    assertThat(Processes.commandLine(ProcessHandle.current().pid())).isNotEmpty();
    assertThat(Processes.cpuSeconds(Set.of(Long.MAX_VALUE))).isZero();
  }

  @Test
  void a_hub_command_gets_its_folder_and_ports_in_its_own_words() {
    var data = Path.of("/d");

    assertThat(HubCommand.launcher(Path.of("/x/fengsui")).on(data, 7, List.of("--a.b=c")))
        .containsExactly("/x/fengsui", "up", "--data", "/d", "--port-offset", "7", "--a.b=c");
    assertThat(HubCommand.line("java -jar hub.jar").on(data, 7, List.of()))
        .containsExactly("java", "-jar", "hub.jar", "--fengsui.data=/d", "--fengsui.port-offset=7");
  }
}
