package io.fengsui.hub.api;

import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.store.HistoryStore;
import io.fengsui.hub.store.Selection;
import io.fengsui.hub.store.Span;
import io.fengsui.hub.store.export.Format;
import io.fengsui.hub.store.export.ReadingFile;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Readings as a file, sent while they are read. A file that breaks off ends the connection without
 * the end that HTTP asks for, so nobody takes a part for the whole.
 */
@RestController
@RequestMapping("/api/history")
@PreAuthorize("hasAnyRole('OPERATOR', 'ADMIN')")
class HistoryExportController {

  private static final Logger log = LoggerFactory.getLogger(HistoryExportController.class);
  private static final int AT_ONCE = 2;
  private static final int LONGEST_ID = 64;
  private static final int TOLD_EVERY = 1000;

  private final HistoryRequests requests;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  HistoryExportController(HistoryRequests requests) {
    this.requests = requests;
  }

  /** How far an export is; {@code reached} is the time of the last point. */
  record Progress(long points, Instant reached) {}

  /** About how much an export will be. */
  record ExtentView(long points, Map<String, Long> bytes, Instant from, Instant to) {}

  /** One export; told by the thread that sends it, now and then. */
  private static final class Running {
    private long points;
    private volatile Progress progress;

    Running(Instant from) {
      progress = new Progress(0, from);
    }

    void sent(Instant at) {
      if (++points % TOLD_EVERY == 0) {
        progress = new Progress(points, at);
      }
    }
  }

  @GetMapping("/extent")
  ExtentView extent(
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "") String device,
      @RequestParam(defaultValue = "") String metric) {
    Span span = requests.span(from, to);
    long points = requests.ask(store -> store.extent(selection(span, device, metric))).points();
    return new ExtentView(
        points,
        Map.of("csv", Format.CSV.estimate(points), "parquet", Format.PARQUET.estimate(points)),
        span.from(),
        span.to());
  }

  /**
   * Sends the file.
   *
   * @param id chosen by the caller, to ask for the progress meanwhile
   */
  @RequestMapping(
      path = "/export",
      method = {RequestMethod.GET, RequestMethod.POST})
  void export(
      @RequestParam(defaultValue = "csv") String format,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "") String device,
      @RequestParam(defaultValue = "") String metric,
      @RequestParam(defaultValue = "") String id,
      HttpServletResponse response)
      throws IOException {
    Format kind = format(format);
    Span span = requests.span(from, to);
    HistoryStore store = requests.store();
    if (!places.tryAcquire()) {
      throw new RefusedException(
          Kind.TOO_MANY, "已有两个导出正在进行，请稍后再试", "two exports are running already; try again later");
    }
    var export = new Running(span.from());
    try {
      if (!id.isEmpty() && id.length() <= LONGEST_ID) {
        running.put(id, export);
      }
      response.setContentType(kind.mediaType());
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          "attachment; filename=\"history." + kind.name().toLowerCase(Locale.ROOT) + "\"");
      send(store, selection(span, device, metric), kind, export, response);
    } finally {
      running.remove(id, export);
      places.release();
    }
  }

  @GetMapping("/exports/{id}")
  Progress progress(@PathVariable String id) {
    Running export = running.get(id);
    if (export == null) {
      throw new RefusedException(Kind.NOT_FOUND, "没有此导出", "there is no such export");
    }
    return export.progress;
  }

  private static void send(
      HistoryStore store,
      Selection selection,
      Format kind,
      Running export,
      HttpServletResponse response)
      throws IOException {
    try (ReadingFile file = kind.begin(response.getOutputStream())) {
      store.scan(
          selection,
          (device, metric, point) -> {
            file.row(device, metric, point);
            export.sent(point.at());
          });
      file.finish();
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("points", export.points)
          .addKeyValue("why", e.getMessage())
          .log("an export of the history broke off");
      throw e;
    }
  }

  private static Format format(String name) {
    for (Format format : Format.values()) {
      if (format.name().equalsIgnoreCase(name)) {
        return format;
      }
    }
    throw new RefusedException(Kind.INVALID, "format 应为 csv 或 parquet", "format is csv or parquet");
  }

  private static Selection selection(Span span, String device, String metric) {
    return new Selection(
        span,
        Optional.of(device).filter(name -> !name.isEmpty()),
        Optional.of(metric).filter(name -> !name.isEmpty()));
  }
}
