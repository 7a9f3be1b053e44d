package io.fengsui.hub.proving;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.event.Mark;
import io.fengsui.hub.event.Marks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * From when to when each device was in a test or bypassed. Read from the database at the start and
 * kept for a week after the end, so that what is evaluated again after a crash is marked as it was.
 * Thread-safe; answers from memory.
 */
@Component
final class Spans implements Marks {

  /** Type of the hub's own devices that alarms are raised at in drills. */
  static final String DRILL_POINT = "drill-point";

  private static final Duration KEPT = Duration.ofDays(7);

  private final DeviceDirectory devices;
  private final Map<String, List<Span>> spans = new ConcurrentHashMap<>();

  /**
   * One span.
   *
   * @param name of the bypass or test
   * @param to excluded
   */
  private record Span(Mark mark, String name, Instant from, Instant to) {

    boolean contains(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  Spans(JdbcClient jdbc, DeviceDirectory devices, InstantSource clock) {
    this.devices = devices;
    jdbc.sql(
            """
            select device, 'bypassed' as mark, 'bypass-' || id as name, since,
              coalesce(ended_at, 'infinity') as "to" from bypass
            where ended_at is null or ended_at > :since
            union all
            select p.device, 'test', t.id, t.since, coalesce(t.ended_at, t.until)
            from walk_point p join walk_test t on t.id = p.test
            where coalesce(t.ended_at, t.until) > :since
            """)
        .param("since", BypassTable.utc(clock.instant().minus(KEPT)))
        .query(
            row -> {
              String to = row.getString("to");
              add(
                  row.getString("device"),
                  row.getString("mark").equals("test") ? Mark.TEST : Mark.BYPASSED,
                  row.getString("name"),
                  row.getObject("since", OffsetDateTime.class).toInstant(),
                  to.equals("infinity")
                      ? Instant.MAX
                      : row.getObject("to", OffsetDateTime.class).toInstant());
            });
  }

  /** A span begins; {@code to} may be {@link Instant#MAX}. */
  void add(String device, Mark mark, String name, Instant from, Instant to) {
    spans.compute(
        device,
        (id, before) -> {
          List<Span> all = new ArrayList<>(before == null ? List.of() : before);
          all.removeIf(span -> span.to().isBefore(from.minus(KEPT)));
          all.add(new Span(mark, name, from, to));
          return List.copyOf(all);
        });
  }

  /** A span ends, earlier than it was to. */
  void end(String device, String name, Instant at) {
    spans.computeIfPresent(
        device,
        (id, all) ->
            all.stream()
                .map(
                    span ->
                        span.name().equals(name) && span.to().isAfter(at)
                            ? new Span(span.mark(), name, span.from(), at)
                            : span)
                .toList());
  }

  /** Of several devices every one must be put aside; else the alarm counts. */
  @Override
  public @Nullable Mark of(Collection<String> speakers, Instant at) {
    Mark found = null;
    for (String device : speakers) {
      Mark mark = of(device, at);
      if (mark == null) {
        return null;
      }
      found = found == null || mark == Mark.TEST ? mark : found;
    }
    return found;
  }

  private @Nullable Mark of(String device, Instant at) {
    List<Span> all = spans.getOrDefault(device, List.of());
    Mark found = null;
    for (Span span : all) {
      if (span.contains(at) && found != Mark.TEST) {
        found = span.mark();
      }
    }
    return found == null && isDrillPoint(device) ? Mark.DRILL : found;
  }

  private boolean isDrillPoint(String id) {
    return DeviceId.isValid(id)
        && devices.find(new DeviceId(id)).map(Device::type).filter(Spans::isDrill).isPresent();
  }

  private static boolean isDrill(io.fengsui.hub.device.DeviceType type) {
    return type.key().equals(DRILL_POINT);
  }
}
