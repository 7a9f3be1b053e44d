package io.fengsui.hub.api;

import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceHealth;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.Health;
import io.fengsui.hub.device.HealthReport;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds devices in the registry's memory and counts them by health. */
@Component
final class DeviceSearch {

  private static final int MAX_SIZE = 500;

  /** What an operator must look at first. */
  private static final List<Health> URGENCY =
      List.of(
          Health.SILENT, Health.FAULT, Health.LATE, Health.UNKNOWN, Health.BYPASSED, Health.ONLINE);

  private final DeviceRegistry registry;
  private final DeviceHealth health;
  private final DeviceViews views;

  DeviceSearch(DeviceRegistry registry, DeviceHealth health, DeviceViews views) {
    this.registry = registry;
    this.health = health;
    this.views = views;
  }

  /**
   * What is asked for; empty means any.
   *
   * @param grid beginning of a grid code
   * @param q part of the id, name or place, letter case aside
   * @param sort one of {@code id name type grid health lastHeardAt since registeredAt}, with a
   *     minus before it for the opposite order
   */
  record Query(
      @Nullable Health health,
      String type,
      String grid,
      String q,
      int page,
      int size,
      String sort) {}

  /**
   * One page of what was found.
   *
   * @param page counts from 0
   * @param total number found
   * @param counts by health, of what would be found whatever the health
   */
  record Page(List<DeviceView> items, int page, int size, long total, Map<Health, Long> counts) {}

  private record Found(Device device, HealthReport report) {}

  Page find(Query query) {
    int size = Math.clamp(query.size(), 1, MAX_SIZE);
    int page = Math.max(0, query.page());
    Comparator<Found> order = order(query.sort());
    List<Found> selection =
        registry.all().stream()
            .filter(device -> device.state() != Device.State.RETIRED)
            .filter(device -> matches(device, query))
            .map(device -> new Found(device, health.report(device)))
            .toList();
    Map<Health, Long> counts = new EnumMap<>(Health.class);
    selection.forEach(found -> counts.merge(found.report.health(), 1L, Long::sum));
    List<Found> found =
        selection.stream()
            .filter(each -> query.health() == null || each.report.health() == query.health())
            .sorted(order)
            .toList();
    List<DeviceView> items =
        found.stream()
            .skip((long) page * size)
            .limit(size)
            .map(each -> views.view(each.device, each.report))
            .toList();
    return new Page(items, page, size, found.size(), counts);
  }

  private static boolean matches(Device device, Query query) {
    return (query.type().isEmpty() || device.type().key().equals(query.type()))
        && device.place().grid().startsWith(query.grid())
        && text(device).contains(query.q().strip().toLowerCase(Locale.ROOT));
  }

  private static String text(Device device) {
    var place = device.place();
    return String.join(
            "\n",
            device.id().value(),
            device.name(),
            place.community(),
            place.street(),
            place.building(),
            place.floor(),
            place.room())
        .toLowerCase(Locale.ROOT);
  }

  private static Comparator<Found> order(String sort) {
    boolean down = sort.startsWith("-");
    Comparator<Found> order = named(down ? sort.substring(1) : sort);
    return (down ? order.reversed() : order).thenComparing(found -> found.device.id().value());
  }

  private static Comparator<Found> named(String name) {
    return switch (name) {
      case "id" -> Comparator.comparing(found -> found.device.id().value());
      case "name" -> Comparator.comparing(found -> found.device.name());
      case "type" -> Comparator.comparing(found -> found.device.type().key());
      case "grid" -> Comparator.comparing(found -> found.device.place().grid());
      case "health" -> Comparator.comparingInt(found -> URGENCY.indexOf(found.report.health()));
      case "since" -> Comparator.comparing(found -> found.report.since());
      case "registeredAt" -> Comparator.comparing(found -> found.device.registeredAt());
      case "lastHeardAt" -> Comparator.comparing(DeviceSearch::lastHeard);
      default ->
          throw RefusedException.invalid(
              List.of(
                  new FieldProblem(
                      "sort",
                      "可按 id、name、type、grid、health、lastHeardAt、since、registeredAt 排序",
                      "sort by id, name, type, grid, health, lastHeardAt, since or registeredAt")));
    };
  }

  private static Instant lastHeard(Found found) {
    Instant at = found.report.lastHeardAt();
    return at == null ? Instant.EPOCH : at;
  }
}
