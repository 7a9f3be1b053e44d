package io.fengsui.hub.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** What a device measured: a line a metric, or one metric in parts of time. */
@Command(name = "show", sortOptions = false)
final class HistoryShow implements Runnable {

  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int BAR_COUNT = 24;

  private final Fengsui fengsui;

  @Parameters(index = "0", paramLabel = "DEVICE", descriptionKey = "device.id")
  private String device = "";

  @Parameters(index = "1", paramLabel = "METRIC", arity = "0..1", descriptionKey = "history.metric")
  private @Nullable String metric;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "24h",
      descriptionKey = "history.from")
  private String from = "24h";

  @Option(names = "--to", paramLabel = "TIME", defaultValue = "0s", descriptionKey = "history.to")
  private String to = "0s";

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "24",
      descriptionKey = "history.points")
  private int points = BAR_COUNT;

  HistoryShow(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    if (metric == null) {
      all(screen);
    } else {
      one(screen, metric);
    }
  }

  private void all(Screen screen) {
    ArrayNode answers = HubClient.JSON.createArrayNode();
    JsonNode metrics = fengsui.hub().get(path() + "/metrics").path("metrics");
    for (JsonNode each : metrics) {
      answers.add(series(screen, each.path("metric").asString(""), BAR_COUNT));
    }
    if (screen.tookAsJson(answers)) {
      return;
    }
    Texts texts = screen.texts();
    Table table =
        new Table(
            texts.get("column.metric"),
            texts.get("history.least"),
            texts.get("history.most"),
            texts.get("history.last"),
            texts.get("history.course"));
    for (int i = 0; i < answers.size(); i++) {
      JsonNode series = answers.get(i).path("points");
      if (!series.isEmpty()) {
        String label = texts.of(metrics.get(i).path("label"));
        String unit = answers.get(i).path("unit").asString("");
        table.row(
            Table.Cell.of(unit.isEmpty() ? label : label + " (" + unit + ")"),
            Table.Cell.of(least(series)),
            Table.Cell.of(most(series)),
            Table.Cell.of(last(series.get(series.size() - 1))),
            Table.Cell.of(course(series)));
      }
    }
    if (answers.valueStream().allMatch(each -> each.path("points").isEmpty())) {
      screen.say("history.none");
    } else {
      screen.show(table);
    }
  }

  private void one(Screen screen, String wanted) {
    JsonNode answer = series(screen, wanted, points);
    if (screen.tookAsJson(answer)) {
      return;
    }
    JsonNode series = answer.path("points");
    if (series.isEmpty()) {
      screen.say("history.none");
      return;
    }
    Texts texts = screen.texts();
    Table table =
        new Table(
            texts.get("column.at"),
            texts.get("history.least"),
            texts.get("history.average"),
            texts.get("history.most"),
            texts.get("history.last"));
    for (JsonNode point : series) {
      table.row(
          Table.Cell.of(screen.time(point.path("at"))),
          Table.Cell.of(number(point.path("min"))),
          Table.Cell.of(number(point.path("avg"))),
          Table.Cell.of(number(point.path("max"))),
          Table.Cell.of(last(point)));
    }
    screen.show(table);
    screen.say("history.course-of", course(series), answer.path("unit").asString(""));
  }

  private JsonNode series(Screen screen, String wanted, int parts) {
    return fengsui
        .hub()
        .get(
            path(),
            Map.of(
                "metric",
                wanted,
                "from",
                screen.moment(ago(from)),
                "to",
                screen.moment(ago(to)),
                "points",
                parts));
  }

  /** Both {@code 24h} and {@code -24h} are a day ago. */
  static String ago(String time) {
    return time.startsWith("-") ? time.substring(1) : time;
  }

  private String path() {
    return "/api/devices/" + HubClient.encode(device) + "/history";
  }

  private static String least(JsonNode series) {
    return series
        .valueStream()
        .filter(point -> point.has("min"))
        .map(point -> point.path("min"))
        .min((a, b) -> Double.compare(a.asDouble(), b.asDouble()))
        .map(HistoryShow::number)
        .orElse("");
  }

  private static String most(JsonNode series) {
    return series
        .valueStream()
        .filter(point -> point.has("max"))
        .map(point -> point.path("max"))
        .max((a, b) -> Double.compare(a.asDouble(), b.asDouble()))
        .map(HistoryShow::number)
        .orElse("");
  }

  private static String last(JsonNode point) {
    if (point.has("latitude")) {
      return number(point.path("latitude")) + ", " + number(point.path("longitude"));
    }
    return point.has("last")
        ? number(point.path("last"))
        : point.has("flag") ? point.path("flag").asString("") : point.path("text").asString("");
  }

  private static String number(JsonNode value) {
    if (!value.isNumber()) {
      return "";
    }
    String text = String.format(Locale.ROOT, "%.3f", value.asDouble());
    return text.replaceFirst("\\.?0+$", "");
  }

  /** The numbers as bars from the lowest to the highest; parts without a number are not shown. */
  private static String course(JsonNode series) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode point : series) {
      if (point.has("avg")) {
        numbers.add(point.path("avg").asDouble());
      } else if (point.has("flag")) {
        numbers.add(point.path("flag").asBoolean() ? 1.0 : 0.0);
      }
    }
    double low = numbers.stream().mapToDouble(n -> n).min().orElse(0);
    double high = numbers.stream().mapToDouble(n -> n).max().orElse(0);
    var bars = new StringBuilder();
    for (double number : numbers) {
      double share = high > low ? (number - low) / (high - low) : 0;
      bars.append(BARS.charAt((int) Math.round(share * (BARS.length() - 1))));
    }
    return bars.toString();
  }
}
