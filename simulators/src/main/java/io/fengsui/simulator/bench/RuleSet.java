package io.fengsui.simulator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Rules as a district would have them over what the load's sensors report: thresholds at many
 * levels, some of two metrics, some that must hold. All are looked at with each reading; none is
 * ever true for what the load sends.
 */
final class RuleSet {
  private record Range(String metric, double from, double to) {}

  private static final List<Range> RANGES =
      List.of(
          new Range("temperature", 35, 80),
          new Range("humidity", 70, 99),
          new Range("pm25", 75, 500),
          new Range("noise", 70, 120));

  private RuleSet() {}

  /**
   * Writes a file.
   *
   * @return the setting that makes a hub run these rules and no others
   */
  static String write(Path file, int rules) throws IOException {
    var text = new StringBuilder("rules:\n");
    for (int i = 0; i < rules; i++) {
      String hold = i % 3 == 0 ? "holdFor: 30s\n    " : "";
      text.append(
          """
            load-%d:
              title: { zh: 负载规则 %d, en: Load rule %d }
              types: [environment-sensor]
              when: %s
              %sseverity: IV
              category: environment
              advice: { zh: 查看现场, en: Have a look }
          """
              .formatted(i, i, i, condition(i), hold));
    }
    Files.writeString(file, text);
    return "--fengsui.rules.files=" + file;
  }

  private static String condition(int i) {
    var range = RANGES.get(i % RANGES.size());
    double share = i * 0.618 % 1;
    String one = threshold(range, share);
    var other = RANGES.get((i + 1) % RANGES.size());
    return switch (i % 10) {
      case 3, 7 -> "{ all: [ %s, %s ] }".formatted(one, threshold(other, share / 2));
      case 5 -> "{ any: [ %s, { metric: battery, below: 10, clear: 15 } ] }".formatted(one);
      default -> one;
    };
  }

  private static String threshold(Range range, double share) {
    double above = range.from() + share * (range.to() - range.from());
    return String.format(
        Locale.ROOT,
        "{ metric: %s, above: %.2f, clear: %.2f }",
        range.metric(),
        above,
        above - (range.to() - range.from()) / 50);
  }
}
