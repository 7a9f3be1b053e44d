package io.fengsui.hub.supervision;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The book of blind windows. What is told is kept in memory, the latest for each scope and reason,
 * until {@link #write} puts it into the database; so a database that is away costs no memory but
 * for one entry a device. Thread-safe.
 */
@Component
public class BlindBook {

  private static final Logger log = LoggerFactory.getLogger(BlindBook.class);
  private static final int MOST = 1000;
  private static final String HUB = "hub";

  private final BlindTable table;
  private final TransactionTemplate transactions;
  private Map<Key, Note> notes = new LinkedHashMap<>();
  private boolean troubled;

  private record Key(String scope, BlindReason reason) {}

  /**
   * What is yet to be written of a window.
   *
   * @param from null if it began before
   * @param to null if it lasts
   */
  private record Note(@Nullable Instant from, @Nullable Instant to) {}

  BlindBook(BlindTable table, TransactionTemplate transactions) {
    this.table = table;
    this.transactions = transactions;
  }

  /** How the book calls a device. */
  public static String scope(DeviceId id) {
    return "device:" + id.value();
  }

  static String scope(String link) {
    return "link:" + link;
  }

  /** From now on an alarm cannot be seen. */
  public synchronized void begin(String scope, BlindReason reason, Instant from) {
    var key = new Key(scope, reason);
    Note before = notes.remove(key);
    Instant begun = before == null || before.from() == null ? from : before.from();
    notes.put(key, new Note(begun, null));
  }

  /** It can be seen again. */
  public synchronized void end(String scope, BlindReason reason, Instant to) {
    notes.merge(
        new Key(scope, reason), new Note(null, to), (before, end) -> new Note(before.from(), to));
  }

  /** The hub heard nobody. */
  void absent(Instant from, Instant to) {
    begin(HUB, BlindReason.HUB_DOWN, from);
    end(HUB, BlindReason.HUB_DOWN, to);
  }

  /** Writes what was told since; keeps it if the database is away. */
  void write() {
    Map<Key, Note> taken = take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      transactions.executeWithoutResult(status -> taken.forEach(this::write));
      troubled = false;
    } catch (DataAccessException | TransactionException e) {
      giveBack(taken);
      if (!troubled) {
        troubled = true;
        log.atWarn().setCause(e).log("blind windows cannot be written now; they are kept");
      }
    }
  }

  private void write(Key key, Note note) {
    if (note.from() != null) {
      table.begin(key.scope(), key.reason(), note.from());
    }
    if (note.to() != null) {
      table.end(key.scope(), key.reason(), note.to());
    }
  }

  private synchronized Map<Key, Note> take() {
    Map<Key, Note> taken = notes;
    notes = new LinkedHashMap<>();
    return taken;
  }

  private synchronized void giveBack(Map<Key, Note> taken) {
    Map<Key, Note> later = notes;
    notes = taken;
    later.forEach(
        (key, note) -> {
          if (note.from() != null) {
            begin(key.scope(), key.reason(), note.from());
          }
          if (note.to() != null) {
            end(key.scope(), key.reason(), note.to());
          }
        });
  }

  /** Windows that an earlier run left open. */
  List<BlindWindow> open() {
    return table.open();
  }

  void purge(Instant before) {
    table.purge(before);
  }

  /**
   * When an alarm of a device could not have been seen.
   *
   * @param blind how long in all, each moment counted once; {@code from} and {@code to} bound it
   * @param windows the latest first, at most 1,000
   */
  public record Answer(Instant from, Instant to, Duration blind, List<BlindWindow> windows) {}

  /** Looks a span up; what was told a moment ago counts. */
  public Answer of(Device device, Instant from, Instant to) {
    write();
    Instant begin = from.isBefore(device.registeredAt()) ? device.registeredAt() : from;
    List<String> scopes = List.of(scope(device.id()), scope(device.link()), HUB);
    List<BlindWindow> windows =
        begin.isBefore(to) ? table.find(scopes, begin, to, MOST) : List.of();
    return new Answer(begin, to, sum(windows, begin, to), windows);
  }

  /**
   * All windows that touch a span.
   *
   * @param latest of the reasons that were asked for: first those that last, then the latest
   */
  public record Overview(List<BlindCount> counts, List<BlindWindow> latest) {}

  /** Looks a span up for all devices, links and the hub; what was told a moment ago counts. */
  public Overview of(Instant from, Instant to, Collection<BlindReason> reasons, int most) {
    write();
    return new Overview(table.counts(from, to), table.touching(from, to, reasons, most));
  }

  private static Duration sum(List<BlindWindow> windows, Instant from, Instant to) {
    List<BlindWindow> inOrder = new ArrayList<>(windows.reversed());
    Duration blind = Duration.ZERO;
    Instant counted = from;
    for (BlindWindow window : inOrder) {
      Instant begin = window.from().isBefore(counted) ? counted : window.from();
      Instant until = window.to();
      Instant end = until == null || until.isAfter(to) ? to : until;
      if (end.isAfter(begin)) {
        blind = blind.plus(Duration.between(begin, end));
        counted = end;
      }
    }
    return blind;
  }
}
