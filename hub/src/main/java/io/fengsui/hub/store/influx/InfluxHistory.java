package io.fengsui.hub.store.influx;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.client.domain.InfluxQLQuery.AcceptHeader;
import com.influxdb.client.domain.InfluxQLQuery.InfluxQLPrecision;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import io.fengsui.adapter.Secret;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.store.Bucket;
import io.fengsui.hub.store.Buckets;
import io.fengsui.hub.store.Chunks;
import io.fengsui.hub.store.Extent;
import io.fengsui.hub.store.HistoryProperties.Influx;
import io.fengsui.hub.store.HistoryStore;
import io.fengsui.hub.store.Intake;
import io.fengsui.hub.store.Point;
import io.fengsui.hub.store.ReadingTime;
import io.fengsui.hub.store.Row;
import io.fengsui.hub.store.Selection;
import io.fengsui.hub.store.Series;
import io.fengsui.hub.store.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** The history in InfluxDB, or in what takes its line protocol. */
public final class InfluxHistory implements HistoryStore {

  private static final int CHUNK = 20_000;

  private final Influx settings;
  private final InfluxDBClient client;
  private final WriteApiBlocking write;
  private final Chunks chunks;

  /**
   * Does no I/O.
   *
   * @param patience how long one answer may take
   */
  public InfluxHistory(Influx settings, Duration patience) {
    this.settings = settings;
    this.chunks = new Chunks(CHUNK, patience);
    var http = new OkHttpClient.Builder().callTimeout(patience).readTimeout(patience);
    http.addInterceptor(new Door(settings));
    var options =
        InfluxDBClientOptions.builder()
            .url(settings.url())
            .org(settings.org())
            .bucket(settings.bucket())
            .okHttpClient(http);
    Secret token = settings.token();
    if (token != null && !token.text().isEmpty()) {
      options.authenticateToken(token.text().toCharArray());
    }
    this.client = InfluxDBClientFactory.create(options.build());
    this.write = client.getWriteApiBlocking();
  }

  @Override
  public Intake intake(Lane lane) {
    return new InfluxIntake(lines -> write.writeRecord(WritePrecision.NS, lines));
  }

  @Override
  public List<String> metrics(String device) throws IOException {
    return ask(Questions.metrics(device)).stream()
        .map(row -> String.valueOf(row.text("value")))
        .sorted()
        .toList();
  }

  @Override
  public List<Point> points(Series series, Span span, int most) throws IOException {
    List<Point> points = new ArrayList<>();
    walk(
        Selection.of(series, span),
        row -> {
          points.add(new Point(ReadingTime.instant(row.time()), row.value()));
          return points.size() < most;
        });
    return points;
  }

  @Override
  public List<Bucket> buckets(Series series, Span span, int count) throws IOException {
    long from = ReadingTime.nanos(span.from());
    long to = ReadingTime.nanos(span.to());
    String question = Questions.buckets(series, from, to, Buckets.width(span, count));
    return ask(question).stream().map(row -> row.bucket(series.metric())).toList();
  }

  @Override
  public Extent extent(Selection selection) throws IOException {
    long from = ReadingTime.nanos(selection.span().from());
    long to = ReadingTime.nanos(selection.span().to());
    long points = 0;
    for (Answer row : ask(Questions.count(selection, from, to))) {
      points +=
          row.count("count") + row.count("count_1") + row.count("count_2") + row.count("count_3");
    }
    return new Extent(points);
  }

  @Override
  public void scan(Selection selection, RowSink sink) throws IOException {
    walk(
        selection,
        row -> {
          sink.row(
              row.device(), row.metric(), new Point(ReadingTime.instant(row.time()), row.value()));
          return true;
        });
  }

  @Override
  public Status status() {
    return new Status(-1, "bucket %s of %s".formatted(settings.bucket(), settings.url()));
  }

  private void walk(Selection selection, Chunks.Taker taker) throws IOException {
    chunks.walk(selection.span(), (from, to, most) -> find(selection, from, to, most), taker);
  }

  private Optional<List<Row>> find(Selection selection, long from, long to, int most)
      throws IOException {
    int limit = most == Integer.MAX_VALUE ? most : most + 1;
    List<Answer> found = ask(Questions.rows(selection, from, to, limit));
    return found.size() > most
        ? Optional.empty()
        : Optional.of(Row.folded(found.stream().map(Answer::reading).toList()));
  }

  private List<Answer> ask(String question) throws IOException {
    try {
      var query =
          new InfluxQLQuery(question, settings.bucket(), AcceptHeader.CSV)
              .setPrecision(InfluxQLPrecision.NANOSECONDS);
      return client.getInfluxQLQueryApi().query(query).getResults().stream()
          .flatMap(result -> result.getSeries().stream())
          .flatMap(series -> series.getValues().stream())
          .map(Answer::new)
          .toList();
    } catch (InfluxException e) {
      throw new IOException(InfluxTrouble.told(e), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("InfluxDB's answer is not what was asked for: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
