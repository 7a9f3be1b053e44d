package io.fengsui.hub.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The loss ledger: what could not be used of what devices sent. */
final class LossCommands {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private LossCommands() {}

  /** Which entries; what is left out means any. */
  static final class Which {
    @Option(
        names = "--device",
        paramLabel = "ID",
        defaultValue = "",
        descriptionKey = "loss.device")
    private String device = "";

    @Option(names = "--link", paramLabel = "LINK", defaultValue = "", descriptionKey = "loss.link")
    private String link = "";

    @Option(
        names = "--reason",
        paramLabel = "REASON",
        defaultValue = "",
        descriptionKey = "loss.reason")
    private String reason = "";

    Map<String, Object> asMap() {
      Map<String, Object> map = new HashMap<>();
      map.put("device", device);
      map.put("link", link);
      map.put("reason", reason);
      return map;
    }

    boolean isAny() {
      return device.isEmpty() && link.isEmpty() && reason.isEmpty();
    }
  }

  @Command(name = "list", sortOptions = false)
  static final class Listing implements Runnable {
    private final Fengsui fengsui;

    @Mixin private final Which which = new Which();

    @Option(names = "--open", descriptionKey = "loss.open")
    private boolean open;

    @Mixin private final Paging paging = new Paging();

    Listing(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      Map<String, Object> query = which.asMap();
      query.put("open", open ? "true" : "");
      query.put("page", paging.index());
      JsonNode answer = fengsui.hub().get("/api/losses", query);
      if (screen.tookAsJson(answer)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              3,
              texts.get("column.id"),
              texts.get("column.times"),
              texts.get("column.latest"),
              texts.get("column.reason"),
              texts.get("column.device"),
              texts.get("column.detail"));
      for (JsonNode loss : answer.path("items")) {
        table.row(
            Table.Cell.of(loss.path("id").asString("")),
            Table.Cell.of(loss.path("count").asString("")),
            Table.Cell.of(screen.ago(loss.path("lastAt"))),
            Table.Cell.of(texts.word("loss", loss.path("reason").asString(""))),
            Table.Cell.of(loss.path("device").asString(loss.path("link").asString(""))),
            Table.Cell.of(loss.path("sentence").asString("")));
      }
      screen.page(table, answer);
      if (!answer.path("counts").isEmpty()) {
        screen.say("loss.counts", sums(texts, answer.path("counts")));
      }
    }

    /** All links together. */
    private static String sums(Texts texts, JsonNode counts) {
      return StreamSupport.stream(counts.spliterator(), false)
          .collect(
              Collectors.groupingBy(
                  each -> each.path("reason").asString(""),
                  TreeMap::new,
                  Collectors.summingLong(each -> each.path("count").asLong())))
          .entrySet()
          .stream()
          .map(each -> texts.word("loss", each.getKey()) + " " + each.getValue())
          .collect(Collectors.joining(", "));
    }
  }

  @Command(name = "show")
  static final class Show implements Runnable {
    private static final int BYTES_A_LINE = 16;

    private final Fengsui fengsui;

    @Parameters(paramLabel = "ID", descriptionKey = "loss.id")
    private long id;

    @Option(names = "--hex", descriptionKey = "loss.hex")
    private boolean hex;

    Show(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode loss = fengsui.hub().get("/api/losses/" + id);
      if (screen.tookAsJson(loss)) {
        return;
      }
      Texts texts = screen.texts();
      JsonNode replayed = loss.path("replayed");
      screen.facts(
          "column.id", loss.path("id").asString(""),
          "column.reason", texts.word("loss", loss.path("reason").asString("")),
          "column.detail", loss.path("sentence").asString(""),
          "column.device", loss.path("device").asString(""),
          "column.link", loss.path("link").asString(""),
          "column.times", loss.path("count").asString(""),
          "column.first", screen.time(loss.path("firstAt")),
          "column.latest", screen.time(loss.path("lastAt")),
          "fact.source", loss.path("sample").path("source").asString(""),
          "fact.replayed",
              replayed.isObject()
                  ? screen.time(replayed.path("at")) + " " + replayed.path("by").asString("")
                  : "");
      JsonNode sample = loss.path("sample");
      if (sample.isObject()) {
        if (!sample.path("whole").asBoolean(true)) {
          screen.say("loss.cut");
        }
        screen.lines(
            hex ? dump(sample.path("hex").asString("")) : sample.path("text").asString(""));
      }
    }

    private static String dump(String hex) {
      var out = new StringBuilder();
      for (int at = 0; at < hex.length(); at += 2) {
        if (at % (2 * BYTES_A_LINE) == 0) {
          out.append(at == 0 ? "" : "\n").append("%04x ".formatted(at / 2));
        }
        out.append(' ').append(hex, at, at + 2);
      }
      return out.toString();
    }
  }

  @Command(name = "replay", sortOptions = false)
  static final class Replay implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "ID", arity = "0..500", descriptionKey = "loss.ids")
    private @Nullable List<Long> ids;

    @Mixin private final Which which = new Which();

    @Option(names = "--all", descriptionKey = "loss.all")
    private boolean all;

    @Option(names = "--dry-run", descriptionKey = "loss.dry-run")
    private boolean dryRun;

    @Spec private @Nullable CommandSpec spec;

    Replay(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      Texts texts = screen.texts();
      boolean named = ids != null && !ids.isEmpty();
      boolean filtered = all || !which.isAny();
      if (named == filtered && spec != null) {
        throw new ParameterException(spec.commandLine(), texts.get("loss.which"));
      }
      Map<String, Object> wish = new HashMap<>();
      wish.put("dryRun", dryRun);
      wish.put(named ? "ids" : "filter", named ? ids : which.asMap());
      JsonNode answer = fengsui.hub().post("/api/losses/replay", wish, PATIENCE);
      long done = count(answer, "replayed") + count(answer, "nothing");
      long results = answer.path("results").size();
      if (!screen.tookAsJson(answer)) {
        if (results > 0) {
          show(screen, answer.path("results"));
        }
        screen.say(dryRun ? "loss.would" : "loss.done", done, results);
        if (answer.path("left").asLong(0) > 0) {
          screen.say("loss.left", answer.path("left").asLong());
        }
      }
      if (done < results) {
        throw new Refusal(texts.get("loss.not-all", results - done), "");
      }
    }

    private static void show(Screen screen, JsonNode results) {
      Texts texts = screen.texts();
      Table table =
          new Table(
              2,
              texts.get("column.id"),
              texts.get("column.status"),
              texts.get("column.device"),
              texts.get("column.what"),
              texts.get("column.at"),
              texts.get("column.detail"));
      for (JsonNode result : results) {
        JsonNode said = result.path("messages").path(0);
        String outcome = result.path("outcome").asString("");
        table.row(
            Table.Cell.of(result.path("id").asString("")),
            new Table.Cell(
                texts.word("outcome", outcome),
                outcome.equals("replayed") ? Paint.GREEN : Paint.PLAIN),
            Table.Cell.of(said.path("device").asString("")),
            Table.Cell.of(said.path("kind").asString("")),
            Table.Cell.of(screen.time(said.path("observedAt"))),
            Table.Cell.of(texts.of(result.path("what"))));
      }
      screen.show(table);
    }

    private static long count(JsonNode answer, String outcome) {
      return StreamSupport.stream(answer.path("results").spliterator(), false)
          .filter(each -> each.path("outcome").asString("").equals(outcome))
          .count();
    }
  }
}
