package io.fengsui.hub.ledger;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Meaning;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.ledger.ReplayResult.Outcome;
import io.fengsui.hub.ledger.ReplayResult.Said;
import io.fengsui.hub.problem.Sentence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replays entries: what was lost is read again and put on the bus under the time it was observed
 * at. An entry is replayed once: it is held while its messages go to the bus, and marked in the
 * transaction that writes the audit row. A hub killed between the two does not remember, and the
 * next replay brings the messages again. Thread-safe; waits for the database and the bus.
 */
public final class Replay {

  /** Entries of one call. */
  public static final int MOST = 500;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LedgerLog log;
  private final LossWriter writer;
  private final LostInput input;
  private final DeviceDirectory devices;
  private final Bus bus;
  private final AuditLog audit;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  Replay(
      LedgerLog log,
      LossWriter writer,
      LostInput input,
      DeviceDirectory devices,
      Bus bus,
      AuditLog audit,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.log = log;
    this.writer = writer;
    this.input = input;
    this.devices = devices;
    this.bus = bus;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What goes to the bus, or why it does not. */
  private record Reading(List<Spoken> spoken, @Nullable ReplayResult instead) {}

  private record Spoken(Device device, DeviceMessage message) {}

  /** What {@link #run} would do now; nothing is changed. */
  public List<ReplayResult> rehearse(List<Long> ids) {
    return ids.stream()
        .map(
            id ->
                log.find(id).map(entry -> result(entry, read(entry))).orElseGet(() -> missing(id)))
        .toList();
  }

  /**
   * Replays entries one after the other, in the order given.
   *
   * @param ids at most {@link #MOST}
   */
  public List<ReplayResult> run(List<Long> ids, Actor actor) {
    writer.close(ids);
    return ids.stream()
        .map(id -> Objects.requireNonNull(transactions.execute(status -> one(id, actor))))
        .toList();
  }

  private ReplayResult one(long id, Actor actor) {
    Optional<LedgerEntry> held = log.hold(id);
    if (held.isEmpty()) {
      return missing(id);
    }
    LedgerEntry entry = held.get();
    Reading reading = read(entry);
    ReplayResult result = result(entry, reading);
    if (result.outcome() != Outcome.REPLAYED && result.outcome() != Outcome.NOTHING) {
      return result;
    }
    for (Spoken each : reading.spoken) {
      String trouble = append(entry, each);
      if (trouble != null) {
        return refused(entry, new Sentence("总线未接收：" + trouble, "the bus took it not: " + trouble));
      }
    }
    int messages = reading.spoken.size();
    log.replayed(id, new LedgerEntry.Replayed(clock.instant(), actor.name(), messages));
    audit.add(
        actor,
        "loss.replay",
        String.valueOf(id),
        Map.of(
            "link", entry.link(),
            "device", Objects.requireNonNullElse(entry.device(), ""),
            "reason", entry.reason().key(),
            "lostAt", entry.lastAt().toString(),
            "messages", messages));
    return result;
  }

  /** Why the bus did not take it; null if it did. */
  private @Nullable String append(LedgerEntry entry, Spoken spoken) {
    try {
      bus.append(spoken.device.type().lane(), LatePolicy.replayed(entry.link()), spoken.message)
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    } catch (TimeoutException e) {
      return "no answer within " + PATIENCE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private Reading read(LedgerEntry entry) {
    if (entry.replayed() != null) {
      return instead(already(entry, entry.replayed()));
    }
    Sample sample = entry.sample();
    if (sample == null || !sample.whole()) {
      var what = new Sentence("没有保留可重放的内容", "nothing that could be replayed was kept");
      return instead(new ReplayResult(entry.id(), Outcome.NO_SAMPLE, what, List.of()));
    }
    Optional<Meaning> meaning = meaning(entry, sample);
    if (meaning.isEmpty()) {
      String link = entry.link();
      return instead(
          refused(
              entry,
              new Sentence("链路 " + link + " 无法重读", "link " + link + " reads nothing again")));
    }
    List<Spoken> spoken = new ArrayList<>();
    for (DeviceMessage message : meaning.get().messages()) {
      if (message instanceof DeviceMessage.Presence) {
        continue; // that a device came or went is over
      }
      Optional<Device> device = devices.find(message.device());
      Sentence refusal = refusal(entry, message.device(), device);
      if (refusal != null) {
        return instead(refused(entry, refusal));
      }
      spoken.add(new Spoken(device.orElseThrow(), timed(message, entry)));
    }
    var loss = meaning.get().loss();
    return spoken.isEmpty() && loss != null
        ? instead(refused(entry, new Sentence("仍无法解读：" + loss.detail(), "still: " + loss.detail())))
        : new Reading(spoken, null);
  }

  private Optional<Meaning> meaning(LedgerEntry entry, Sample sample) {
    return switch (sample.kind()) {
      case RAW -> input.read(entry.link(), sample.raw(), entry.lastAt());
      case MESSAGE -> Optional.of(Meaning.of(MessageJson.read(sample.bytes())));
    };
  }

  /** The registry as it is now decides, as if the message came now; null if it may speak. */
  private @Nullable Sentence refusal(LedgerEntry entry, DeviceId speaker, Optional<Device> device) {
    if (device.isEmpty()) {
      return new Sentence("设备 " + speaker + " 未登记", "no device " + speaker + " is registered");
    }
    if (device.get().state() == Device.State.RETIRED) {
      return new Sentence("设备 " + speaker + " 已退役", "device " + speaker + " is retired");
    }
    String sender = entry.device();
    DeviceId parent = device.get().parent();
    boolean speaks =
        sender == null
            || sender.equals(speaker.value())
            || (parent != null && sender.equals(parent.value()));
    return speaks
        ? null
        : new Sentence(
            sender + " 不能代 " + speaker + " 发言", sender + " may not speak for " + speaker);
  }

  private static DeviceMessage timed(DeviceMessage message, LedgerEntry entry) {
    return message.observedAt() == null ? message.observedAt(entry.lastAt()) : message;
  }

  private static ReplayResult result(LedgerEntry entry, Reading reading) {
    if (reading.instead != null) {
      return reading.instead;
    }
    List<Said> said =
        reading.spoken.stream().map(each -> said(each.device, each.message, entry)).toList();
    return said.isEmpty()
        ? new ReplayResult(
            entry.id(),
            Outcome.NOTHING,
            new Sentence("内容不含可重放的消息", "it says nothing that could be replayed"),
            said)
        : new ReplayResult(
            entry.id(),
            Outcome.REPLAYED,
            new Sentence("按原观测时间，标为迟到", "under the time it was observed at, as late"),
            said);
  }

  private static Said said(Device device, DeviceMessage message, LedgerEntry entry) {
    String kind =
        message instanceof DeviceMessage.Occurrence occurrence ? occurrence.type() : "telemetry";
    return new Said(
        device.id().value(),
        device.type().lane(),
        kind,
        Objects.requireNonNullElse(message.observedAt(), entry.lastAt()));
  }

  private static Reading instead(ReplayResult result) {
    return new Reading(List.of(), result);
  }

  private static ReplayResult refused(LedgerEntry entry, Sentence what) {
    return new ReplayResult(entry.id(), Outcome.REFUSED, what, List.of());
  }

  private static ReplayResult already(LedgerEntry entry, LedgerEntry.Replayed replayed) {
    String by = replayed.by();
    var what =
        new Sentence(
            "%s 已于 %s 重放".formatted(by, replayed.at()),
            "%s replayed it at %s".formatted(by, replayed.at()));
    return new ReplayResult(entry.id(), Outcome.ALREADY, what, List.of());
  }

  private static ReplayResult missing(long id) {
    var what = new Sentence("没有此条目", "there is no such entry");
    return new ReplayResult(id, Outcome.MISSING, what, List.of());
  }
}
