package io.fengsui.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

class StartFailureAnalyzerTest {

  private final StartFailureAnalyzer analyzer = new StartFailureAnalyzer();

  @Test
  void a_taken_port_names_the_port_and_what_to_set() {
    var failure = new IllegalStateException("cannot start", new PortInUseException(8080));

    assertThat(Objects.requireNonNull(analyzer.analyze(failure)).getDescription())
        .contains("8080")
        .contains("--port-offset")
        .contains("server.port");
  }

  @Test
  void what_people_can_put_right_is_found_below_what_the_framework_wraps_around_it() {
    var refusal = new DataFolderException("The folder is newer.", null);
    var failure = new IllegalStateException("bean", new RuntimeException("factory", refusal));

    assertThat(Objects.requireNonNull(analyzer.analyze(failure)).getDescription())
        .isEqualTo("The folder is newer.");
  }

  @Test
  void an_error_of_the_program_keeps_its_stack_trace() {
    assertThat(analyzer.analyze(new IllegalStateException("bug"))).isNull();
  }
}
