package io.fengsui.hub.api;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.BusReader;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LaneView;
import io.fengsui.hub.bus.LocalBus;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The bus: how its lanes are, what stands on them, and where its groups read. */
@RestController
@RequestMapping("/api/bus")
class BusController {

  private static final int MOST = 1000;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final LocalBus bus;
  private final AuditLog audit;
  private final TransactionTemplate transactions;

  BusController(LocalBus bus, AuditLog audit, TransactionTemplate transactions) {
    this.bus = bus;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * One lane.
   *
   * @param aheadSeconds how far its time is ahead of the wall clock
   */
  record LaneLine(
      String lane,
      long first,
      long end,
      int queued,
      boolean writable,
      Instant lastAt,
      String detail,
      long bytes,
      int segments,
      long missing,
      double aheadSeconds,
      List<Bus.GroupStatus> groups) {}

  /**
   * Records of a lane.
   *
   * @param next where to go on
   */
  record Records(List<RecordLine> items, long next) {}

  /**
   * Where a group is to read.
   *
   * @param position or {@code time}, one of both
   * @param dryRun only tells what would be done
   */
  record Seek(@Nullable Long position, @Nullable Instant time, boolean dryRun) {}

  /**
   * Where a group reads now, or would.
   *
   * @param again records that it reads once more; negative if it skips some
   */
  record Moved(String lane, String group, long from, long to, long again, boolean dryRun) {}

  @GetMapping
  List<LaneLine> status() {
    return Arrays.stream(Lane.values()).map(lane -> line(bus.status(lane))).toList();
  }

  /**
   * @param from position or time (ISO 8601) of the first record; empty for the last ones
   * @param wait seconds to wait for a first record, at most 10
   */
  @GetMapping("/{lane}/records")
  @PreAuthorize("hasAnyRole('OPERATOR', 'ADMIN')")
  Records records(
      @PathVariable String lane,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "0") int wait)
      throws IOException, InterruptedException {
    Lane chosen = lane(lane);
    int most = Math.clamp(limit, 1, MOST);
    try (LaneView view = bus.view(chosen)) {
      if (from.isEmpty()) {
        view.seek(bus.status(chosen).end() - most);
      } else if (from.matches("\\d{1,18}")) {
        view.seek(Long.parseLong(from));
      } else {
        view.seek(instant(from));
      }
      Duration patience = Duration.ofSeconds(Math.clamp(wait, 0, LONGEST_WAIT.toSeconds()));
      BusReader.Batch batch = view.read(most, patience);
      return new Records(batch.entries().stream().map(RecordLine::of).toList(), batch.next());
    }
  }

  /** Has a group read again, or skip. */
  @PostMapping("/{lane}/groups/{group}/seek")
  @PreAuthorize("hasRole('ADMIN')")
  Moved seek(
      @PathVariable String lane, @PathVariable String group, @RequestBody Seek seek, Actor actor)
      throws IOException {
    Lane chosen = lane(lane);
    Bus.GroupStatus status = group(chosen, group);
    requireMovable(group);
    long to = target(chosen, seek);
    if (!seek.dryRun()) {
      note(actor, "bus.replay", chosen, group, Map.of("from", status.committed(), "to", to));
      to = bus.move(chosen, group, to);
    }
    long from = status.committed();
    return new Moved(chosen.key(), group, from, to, from - to, seek.dryRun());
  }

  /** Forgets a group that nobody uses. */
  @DeleteMapping("/{lane}/groups/{group}")
  @PreAuthorize("hasRole('ADMIN')")
  void drop(@PathVariable String lane, @PathVariable String group, Actor actor) throws IOException {
    Lane chosen = lane(lane);
    Bus.GroupStatus status = group(chosen, group);
    if (status.reading()) {
      throw new RefusedException(
          Kind.CONFLICT,
          "消费组 " + group + " 正在读取，不能删除",
          "group " + group + " reads at this moment and is not dropped");
    }
    note(actor, "bus.drop", chosen, group, Map.of("committed", status.committed()));
    bus.drop(chosen, group);
  }

  /** Reads all of the bus; tells in a JSON line a time how it goes and what is damaged. */
  @PostMapping("/verify")
  @PreAuthorize("hasAnyRole('OPERATOR', 'ADMIN')")
  void verify(HttpServletResponse response) throws IOException, InterruptedException {
    response.setContentType("application/x-ndjson");
    for (Lane lane : Lane.values()) {
      bus.verify(lane, new VerificationLines(lane, response.getOutputStream()));
    }
  }

  private static LaneLine line(Bus.LaneStatus status) {
    return new LaneLine(
        status.lane().key(),
        status.first(),
        status.end(),
        status.queued(),
        status.writable(),
        status.lastAt(),
        status.detail(),
        status.bytes(),
        status.segments(),
        status.missing(),
        status.ahead().toMillis() / 1e3,
        status.groups());
  }

  private long target(Lane lane, Seek seek) throws IOException {
    Long position = seek.position();
    Instant time = seek.time();
    if ((position == null) == (time == null)) {
      throw new RefusedException(
          Kind.INVALID, "请给出 position 或 time 之一", "give one of position and time");
    }
    try (LaneView view = bus.view(lane)) {
      if (time != null) {
        view.seek(time);
      } else if (position != null) {
        view.seek(position);
      }
      return view.position();
    }
  }

  /** Some groups keep more than a position, and would be wrong about the rest. */
  private static void requireMovable(String group) {
    if (group.equals("rules")) {
      throw new RefusedException(
              Kind.CONFLICT,
              "规则按其保存的状态继续，移动位置只会让状态与位置不符，因此不允许",
              "the rules go on from their saved state; moving their position would part the two")
          .hint(
              "要试规则对历史数据的反应，请用规则演练；要重放丢失的输入，请用 losses replay",
              "to see what rules would have done, rehearse them; lost input is replayed from losses");
    }
    if (group.equals("device")) {
      throw new RefusedException(
          Kind.CONFLICT,
          "设备健康按最后一次听到的时间计算，重读旧记录会让它倒退，因此不允许",
          "device health goes by what was heard last; reading old records again would set it back");
    }
  }

  private void note(Actor actor, String action, Lane lane, String group, Map<String, ?> details) {
    transactions.executeWithoutResult(
        status -> audit.add(actor, action, lane.key() + "/" + group, details));
  }

  private Bus.GroupStatus group(Lane lane, String group) {
    return bus.status(lane).groups().stream()
        .filter(each -> each.name().equals(group))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.NOT_FOUND,
                    "通道 " + lane.key() + " 没有消费组 " + group,
                    "lane " + lane.key() + " has no group " + group));
  }

  private static Lane lane(String key) {
    return Arrays.stream(Lane.values())
        .filter(lane -> lane.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.NOT_FOUND,
                    "没有通道 " + key + "；有 life-safety 和 telemetry",
                    "there is no lane " + key + "; there are life-safety and telemetry"));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new RefusedException(
          Kind.INVALID,
          "from 应是位置或时间，例如 2026-11-22T08:00:00Z，而不是 " + text,
          "from is a position or a time such as 2026-11-22T08:00:00Z, and not " + text);
    }
  }
}
