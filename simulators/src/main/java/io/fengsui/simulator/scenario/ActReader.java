package io.fengsui.simulator.scenario;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads one line of the script. */
final class ActReader {
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private ActReader() {}

  static Optional<Act> read(Section line, Map<String, Post> posts) {
    var at = line.span("at", Duration.ZERO);
    String device = line.text("device");
    if (line.has("device") && !posts.containsKey(device)) {
      line.problem("device", "names nobody: write building/floor/room, not '" + device + "'");
    }
    var lasts = line.span("for", FOR_EVER);
    String what = line.text("do");
    Optional<Act> act =
        switch (what) {
          case "fire" -> Optional.of(new Act.Fire(at, device, lasts));
          case "silent" -> Optional.of(new Act.Silent(at, device, lasts));
          case "repeat" -> Optional.of(new Act.Repeat(at, device, line.whole("times", 3)));
          case "garbage" -> Optional.of(new Act.Garbage(at, device));
          case "low-battery" -> Optional.of(new Act.LowBattery(at, device, line.number("to", 8)));
          case "fault" -> Optional.of(new Act.Fault(at, device, lasts));
          default -> Optional.empty();
        };
    if (act.isEmpty() && line.has("do")) {
      line.problem(
          "do", "must be fire, silent, repeat, garbage, low-battery or fault, not '" + what + "'");
    }
    line.end();
    return act;
  }
}
