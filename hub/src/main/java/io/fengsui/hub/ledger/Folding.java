package io.fengsui.hub.ledger;

import io.fengsui.adapter.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which losses get a row of their own, so that a flood neither fills the disk nor hides
 * what else is lost. A registered device may begin 32 rows at once and then one in ten seconds; a
 * link, for all it cannot tell to be from a registered device, 256; all together 2,000 and then 20
 * a second. What goes beyond is folded: into the last row of the same link, device, reason and
 * sentence, or else into one row of the link and reason. What brings nothing to replay is folded
 * for a day. Used by one thread; bounded.
 */
final class Folding {

  static final int DEVICE_ROWS = 32;
  static final int LINK_ROWS = 256;
  static final int ALL_ROWS = 2_000;
  static final String OVERFLOW = "and more, too many to keep one by one";

  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration EVERY_OF_ALL = Duration.ofMillis(50);
  private static final Duration WITHOUT_SAMPLE = Duration.ofDays(1);
  private static final int KEYS = 16_384;

  /** Rows that may wait for the database: at most some 9 MB of samples. */
  static final int UNWRITTEN = 2_048;

  private record Key(String link, @Nullable DeviceId device, LossReason reason, String sentence) {}

  /** Who has an allowance of its own. */
  private record Owner(String link, @Nullable DeviceId device, boolean sampled) {}

  private final Map<Key, OpenRow> open = latestOnly();
  private final Map<Owner, Allowance> owners = latestOnly();
  private final Map<Long, OpenRow> unwritten = new LinkedHashMap<>();
  private final Allowance all;
  private long nextId;

  /**
   * @param nextId the first number of a row that is free
   */
  Folding(long nextId, Instant now) {
    this.nextId = nextId;
    this.all = new Allowance(ALL_ROWS, EVERY_OF_ALL, now);
  }

  /** Takes a loss in; false if there is no room, so that it is nowhere. */
  boolean add(Loss loss) {
    var key = new Key(loss.link(), loss.device(), loss.reason(), loss.sentence());
    OpenRow row = open.get(key);
    boolean folds =
        row != null
            && loss.sample() == null
            && loss.at().isBefore(row.firstAt.plus(WITHOUT_SAMPLE));
    if (!folds && mayBegin(loss)) {
      return begin(key, loss);
    }
    if (row == null) {
      key = new Key(loss.link(), null, loss.reason(), OVERFLOW);
      row = open.get(key);
    }
    return row == null ? begin(key, loss) : fold(row, loss);
  }

  /** Rows that are to be written, new and changed ones. */
  Collection<OpenRow> unwritten() {
    return unwritten.values();
  }

  void written(Collection<OpenRow> rows) {
    for (OpenRow row : rows) {
      row.written();
      unwritten.remove(row.id);
    }
  }

  /** From now on nothing is folded into these rows. */
  void close(Collection<Long> ids) {
    Set<Long> closed = new HashSet<>(ids);
    open.values().removeIf(row -> closed.contains(row.id));
  }

  private boolean mayBegin(Loss loss) {
    boolean own = loss.registered() && loss.sample() != null;
    var owner = new Owner(loss.link(), own ? loss.device() : null, loss.sample() != null);
    Allowance allowance =
        owners.computeIfAbsent(
            owner, o -> new Allowance(own ? DEVICE_ROWS : LINK_ROWS, EVERY, loss.at()));
    if (unwritten.size() >= UNWRITTEN || !allowance.isLeft(loss.at()) || !all.isLeft(loss.at())) {
      return false;
    }
    allowance.take();
    all.take();
    return true;
  }

  private boolean begin(Key key, Loss loss) {
    if (unwritten.size() >= UNWRITTEN) {
      return false;
    }
    var row = new OpenRow(nextId++, key.device(), key.sentence(), loss);
    open.put(key, row);
    unwritten.put(row.id, row);
    return true;
  }

  private boolean fold(OpenRow row, Loss loss) {
    if (unwritten.size() >= UNWRITTEN && !unwritten.containsKey(row.id)) {
      return false;
    }
    row.fold(loss);
    unwritten.put(row.id, row);
    return true;
  }

  private static <K, V> Map<K, V> latestOnly() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > KEYS;
      }
    };
  }
}
