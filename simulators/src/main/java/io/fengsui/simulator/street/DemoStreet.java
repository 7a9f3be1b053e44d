package io.fengsui.simulator.street;

import io.fengsui.simulator.hub.HubApi;
import io.fengsui.simulator.scenario.Scenario;
import io.fengsui.simulator.scenario.ScenarioFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/** The shipped scenario, and a way to run it from other programs. */
public final class DemoStreet {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private DemoStreet() {}

  /** The scenario's text. */
  public static String text() {
    try (InputStream in = Scenario.class.getResourceAsStream("demo.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Registers and connects it; it runs until closed. Its log goes nowhere. */
  public static Street start(HubApi hub, Doors doors, Path state)
      throws IOException, InterruptedException {
    var journal = new Journal(new PrintStream(PrintStream.nullOutputStream()), "en");
    return switch (ScenarioFile.read("demo", text())) {
      case ScenarioFile.Result.Bad bad -> throw new IllegalStateException(bad.toString());
      case ScenarioFile.Result.Good(Scenario scenario) -> {
        var registered = Registration.of(scenario, hub, new Roster(state), journal);
        var street = new Street(scenario, registered, doors, Clock.systemUTC(), journal);
        try {
          street.start(PATIENCE);
        } catch (TimeoutException e) {
          street.close();
          throw new IOException("the street could not connect in " + PATIENCE, e);
        }
        yield street;
      }
    };
  }
}
