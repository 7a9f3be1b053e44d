package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Position;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.Value.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a record. Never throws for what the bytes hold, and allocates nothing by a
 * length it has not checked. Remembers names, so used by one thread.
 */
final class EntryDecoder {

  /** What a record's bytes turned out to be. */
  sealed interface Decoded {
    record Good(Entry entry) implements Decoded {}

    record Malformed(String why) implements Decoded {}
  }

  private static final Flag ON = new Flag(true);
  private static final Flag OFF = new Flag(false);
  private static final int SMALLEST_VALUE = 2;

  private final ByteReader in = new ByteReader();
  private final Interned<String> names = new Interned<>(1 << 11, name -> name);
  private final Interned<DeviceId> devices = new Interned<>(1 << 14, DeviceId::new);

  /**
   * @param position where the record stands
   * @param at the time its batch was stamped with
   */
  Decoded decode(byte[] bytes, int offset, int length, long position, Instant at) {
    in.reset(bytes, offset, length);
    try {
      Entry entry = entry(position, at);
      if (in.remaining() > 0) {
        return new Decoded.Malformed(in.remaining() + " bytes too many");
      }
      return new Decoded.Good(entry);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException e) {
      // The constructors of the values decide what is valid; here that is an answer, not a failure.
      return new Decoded.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private Entry entry(long position, Instant at) {
    int kind = in.u8();
    if (kind == EntryEncoder.RESUMED) {
      return new Entry.Resumed(position, at, instant());
    }
    String link = in.text(names);
    DeviceId device = in.text(devices);
    return new Entry.Heard(position, at, link, message(kind, device, observedAt()));
  }

  private DeviceMessage message(int kind, DeviceId device, @Nullable Instant observedAt) {
    return switch (kind) {
      case EntryEncoder.TELEMETRY -> new Telemetry(device, observedAt, map(this::value));
      case EntryEncoder.OCCURRENCE ->
          new Occurrence(device, observedAt, in.text(names), map(this::value));
      case EntryEncoder.ONLINE -> new Presence(device, observedAt, true, map(in::text));
      case EntryEncoder.OFFLINE -> new Presence(device, observedAt, false, map(in::text));
      default -> throw new IllegalArgumentException("unknown kind of record: " + kind);
    };
  }

  private @Nullable Instant observedAt() {
    int timed = in.u8();
    return switch (timed) {
      case EntryEncoder.UNTIMED -> null;
      case EntryEncoder.TIMED -> instant();
      default -> throw new IllegalArgumentException("neither timed nor untimed: " + timed);
    };
  }

  private Instant instant() {
    return Instant.ofEpochSecond(in.i64(), in.varint());
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private <T> Map<String, T> map(Supplier<T> value) {
    int size = in.varint();
    if (size > in.remaining() / SMALLEST_VALUE) {
      throw new IndexOutOfBoundsException("more values announced than can follow: " + size);
    }
    Map.Entry<String, T>[] entries = new Map.Entry[size];
    for (int i = 0; i < size; i++) {
      entries[i] = Map.entry(in.text(names), value.get());
    }
    return Map.ofEntries(entries);
  }

  private Value value() {
    int tag = in.u8();
    return switch (tag) {
      case EntryEncoder.QUANTITY -> new Quantity(in.f64(), in.text(names));
      case EntryEncoder.OFF -> OFF;
      case EntryEncoder.ON -> ON;
      case EntryEncoder.TEXT -> new Text(in.text());
      case EntryEncoder.POSITION -> new Position(in.f64(), in.f64(), in.f64());
      default -> throw new IllegalArgumentException("unknown kind of value: " + tag);
    };
  }
}
