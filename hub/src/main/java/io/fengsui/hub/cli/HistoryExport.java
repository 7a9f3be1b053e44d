package io.fengsui.hub.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Readings as a file on this machine, which gets its name when it is whole and on disk. */
@Command(name = "export", sortOptions = false)
final class HistoryExport implements Runnable {

  private static final int BUFFER = 1 << 16;
  private static final Duration ASK_EVERY = Duration.ofSeconds(1);

  private final Fengsui fengsui;

  @Parameters(paramLabel = "FILE", descriptionKey = "history.file")
  private Path file = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "24h",
      descriptionKey = "history.from")
  private String from = "24h";

  @Option(names = "--to", paramLabel = "TIME", defaultValue = "0s", descriptionKey = "history.to")
  private String to = "0s";

  @Option(
      names = "--device",
      paramLabel = "ID",
      defaultValue = "",
      descriptionKey = "history.device")
  private String device = "";

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      defaultValue = "",
      descriptionKey = "history.metric")
  private String metric = "";

  @Option(names = "--dry-run", descriptionKey = "history.dry-run")
  private boolean dryRun;

  HistoryExport(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    String format = format(screen.texts());
    if (Files.exists(file)) {
      throw new Refusal(screen.texts().get("history.exists", file), "");
    }
    Map<String, String> wanted =
        Map.of(
            "from",
            screen.moment(HistoryShow.ago(from)),
            "to",
            screen.moment(HistoryShow.ago(to)),
            "device",
            device,
            "metric",
            metric);
    JsonNode extent = fengsui.hub().get("/api/history/extent", wanted);
    long points = extent.path("points").asLong();
    if (dryRun) {
      if (!screen.tookAsJson(extent)) {
        long bytes = extent.path("bytes").path(format).asLong();
        screen.say("history.would", number(points), BusCommands.megabytes(bytes));
      }
      return;
    }
    try {
      long bytes = fetch(screen, format, wanted, points);
      screen.progress("");
      var answer = HubClient.JSON.createObjectNode();
      answer.put("file", file.toAbsolutePath().toString()).put("bytes", bytes);
      if (!screen.tookAsJson(answer)) {
        screen.say("history.done", file, number(points), BusCommands.megabytes(bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String format(Texts texts) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    for (String format : new String[] {"csv", "parquet"}) {
      if (name.endsWith("." + format)) {
        return format;
      }
    }
    throw new Refusal(texts.get("history.format", file), "");
  }

  private long fetch(Screen screen, String format, Map<String, String> wanted, long points)
      throws IOException {
    String id = UUID.randomUUID().toString();
    String query =
        wanted.entrySet().stream()
            .map(each -> "&" + each.getKey() + "=" + HubClient.encode(each.getValue()))
            .collect(Collectors.joining());
    Path unfinished = file.toAbsolutePath().resolveSibling(file.getFileName() + ".unfinished");
    Thread watcher = Thread.ofVirtual().start(() -> watch(screen, id, wanted, points));
    try (var channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
      fengsui
          .hub()
          .download("/api/history/export?format=" + format + "&id=" + id + query, out, _ -> {});
      out.flush();
      channel.force(true);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      watcher.interrupt();
      Files.deleteIfExists(unfinished);
    }
    return Files.size(file);
  }

  /** Tells how far it is, again and again; the export does not wait for it. */
  private void watch(Screen screen, String id, Map<String, String> wanted, long points) {
    HubClient hub = fengsui.hub();
    Instant begin = Instant.parse(wanted.getOrDefault("from", ""));
    Duration whole = Duration.between(begin, Instant.parse(wanted.getOrDefault("to", "")));
    try {
      while (true) {
        Thread.sleep(ASK_EVERY);
        JsonNode progress = hub.get("/api/history/exports/" + id);
        Instant reached = Instant.parse(progress.path("reached").asString(""));
        long percent = 100 * Duration.between(begin, reached).toMillis() / whole.toMillis();
        screen.progress(
            screen
                .texts()
                .get(
                    "history.progress",
                    number(progress.path("points").asLong()),
                    number(points),
                    screen.time(progress.path("reached")),
                    Math.clamp(percent, 0, 100)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the export is done
    } catch (Refusal | Unreachable e) {
      screen.progress(""); // the export itself will tell
    }
  }

  private static String number(long amount) {
    return String.format(Locale.ROOT, "%,d", amount);
  }
}
