package io.fengsui.adapter.coap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * libcoap's coap-client as an independent peer. It exits with 0 whatever it was answered, so its
 * words count.
 */
final class Libcoap {

  private Libcoap() {}

  /** Runs it to its end and returns what it printed, both streams together. */
  static String run(String... arguments) throws Exception {
    return run(5, arguments);
  }

  /** The same; it gives up after some seconds without an answer. */
  static String run(int patience, String... arguments) throws Exception {
    var line = new ArrayList<String>(List.of(program(), "-B", "" + patience, "-v", "6"));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("coap-client ended").isTrue();
    return output;
  }

  /** Starts it. */
  static Process start(String... arguments) throws Exception {
    var line = new ArrayList<String>(List.of(program()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  private static String program() {
    return Stream.of("coap-client-openssl", "coap-client-gnutls", "coap-client")
        .flatMap(name -> Stream.of("/usr/bin", "/usr/local/bin").map(at -> Path.of(at, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("coap-client is missing: apt-get install libcoap3-bin"))
        .toString();
  }
}
