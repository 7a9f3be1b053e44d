package io.fengsui.hub.api;

import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.Sentence;
import io.fengsui.hub.rehearsal.Listener;
import io.fengsui.hub.rehearsal.Outcome;
import io.fengsui.hub.rehearsal.Outcome.Difference;
import io.fengsui.hub.rehearsal.Outcome.Example;
import io.fengsui.hub.rehearsal.Outcome.Gap;
import io.fengsui.hub.rehearsal.Outcome.Part;
import io.fengsui.hub.rehearsal.Outcome.Result;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A rehearsal as JSON lines: {@code {"progress": …}} again and again, at last {@code {"result": …}}
 * or {@code {"failed": …}}. Used by one thread at a time.
 */
final class RehearsalLines implements Listener {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServletResponse response;
  private final Locale locale;

  RehearsalLines(HttpServletResponse response, Locale locale) {
    this.response = response;
    this.locale = locale;
  }

  @Override
  public void reached(Progress progress) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("fraction", Math.round(progress.fraction() * 1000) / 1000.0);
    line.put("at", progress.at());
    line.put("source", progress.source().key());
    line.put("lane", progress.lane() == null ? "" : progress.lane().key());
    line.put("records", progress.records());
    line.put("perSecond", progress.perSecond());
    write("progress", line);
  }

  /** The last line. */
  void outcome(Outcome outcome) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("from", outcome.from());
    line.put("to", outcome.to());
    line.put("warmUp", outcome.warmUp());
    line.put("seconds", outcome.took().toMillis() / 1e3);
    line.put("records", outcome.records());
    line.put("parts", outcome.parts().stream().map(RehearsalLines::part).toList());
    line.put("gaps", outcome.gaps().stream().map(RehearsalLines::gap).toList());
    line.put("rules", outcome.rules().stream().map(RehearsalLines::rule).toList());
    write("result", line);
  }

  /** The last line of one that was ended. */
  void failed(RefusedException why) throws IOException {
    Sentence hint = why.hint();
    write(
        "failed",
        Map.of("detail", why.detail().in(locale), "hint", hint == null ? "" : hint.in(locale)));
  }

  private static Map<String, Object> part(Part part) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("lane", part.lane().key());
    line.put("source", part.source().key());
    line.put("from", part.from());
    line.put("to", part.to());
    line.put("records", part.records());
    line.put("first", part.first());
    return line;
  }

  private static Map<String, Object> gap(Gap gap) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("kind", word(gap.lack()));
    line.put("lane", gap.lane().key());
    line.put("from", gap.from());
    line.put("to", gap.to());
    line.put("records", gap.records());
    line.put("detail", gap.detail());
    return line;
  }

  private static Map<String, Object> rule(Result result) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", result.rule().id());
    line.put("title", result.rule().title());
    line.put("severity", result.rule().severity().name());
    line.put("novelty", word(result.novelty()));
    line.put("candidate", result.candidate());
    line.put("running", result.running());
    for (Difference kind : Difference.values()) {
      line.put(word(kind), result.differences().getOrDefault(kind, 0L));
    }
    line.put("earlierBySeconds", result.seconds().getOrDefault(Difference.EARLIER, 0.0));
    line.put("laterBySeconds", result.seconds().getOrDefault(Difference.LATER, 0.0));
    line.put("unheard", result.unheard().stream().sorted().toList());
    line.put("examples", result.examples().stream().map(RehearsalLines::example).toList());
    return line;
  }

  private static Map<String, Object> example(Example example) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("kind", word(example.kind()));
    line.put("at", example.at());
    line.put("until", example.until());
    line.put("subject", example.subject());
    line.put("name", example.name());
    line.put("severity", example.severity().name());
    line.put("seconds", example.seconds());
    return line;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void write(String kind, Map<String, Object> line) throws IOException {
    if (!response.isCommitted()) {
      response.setContentType("application/x-ndjson");
    }
    var out = response.getOutputStream();
    out.write(JSON.writeValueAsBytes(Map.of(kind, line)));
    out.write('\n');
    out.flush();
  }
}
