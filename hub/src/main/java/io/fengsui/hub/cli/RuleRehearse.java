package io.fengsui.hub.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays the past through rule files, before they are armed. */
@Command(name = "rehearse", sortOptions = false)
final class RuleRehearse implements Runnable {

  private final Fengsui fengsui;

  @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "rehearse.file")
  private List<Path> files = List.of();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "7d",
      descriptionKey = "rehearse.from")
  private String from = "7d";

  @Option(names = "--to", paramLabel = "TIME", defaultValue = "0s", descriptionKey = "rehearse.to")
  private String to = "0s";

  @Option(names = "--only", descriptionKey = "rehearse.only")
  private boolean only;

  RuleRehearse(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path file : RuleTexts.all(files)) {
      String name = String.valueOf(file.getFileName());
      texts.put(texts.containsKey(name) ? file.toString() : name, RuleTexts.text(file));
    }
    var wanted =
        Map.of(
            "files",
            texts,
            "only",
            only,
            "from",
            screen.moment(HistoryShow.ago(from)),
            "to",
            screen.moment(HistoryShow.ago(to)));
    var told = new RehearsalTold(screen);
    fengsui.hub().lines("/api/rules/rehearse", wanted, told::take);
    told.finish();
  }
}
