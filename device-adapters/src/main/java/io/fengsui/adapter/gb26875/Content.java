package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.gb26875.Item.SystemConfiguration;
import io.fengsui.adapter.gb26875.Item.TransmitterConfiguration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The application data of a frame that comes from a device. Never throws, whatever the bytes; what
 * cannot be read is told by flags and kept (R12).
 *
 * @param type as sent; {@link #HEARTBEAT} for data too short to have one
 * @param count the number of objects that the device says
 * @param items those that could be read
 * @param rest what could not be read, in hexadecimal
 * @param flags {@link #SHORT}, {@link #COUNT_MISMATCH}
 */
record Content(int type, int count, List<Item> items, String rest, Set<String> flags) {

  /** No application data, or a single byte: heartbeat forms a and e. */
  static final int HEARTBEAT = -1;

  /** The objects came without their time tags. */
  static final String SHORT = "short";

  /** Length and count do not agree. */
  static final String COUNT_MISMATCH = "count-mismatch";

  private static final int HEADER = 2;
  private static final int SYSTEM_CONFIGURATION = 6;
  private static final int TRANSMITTER_CONFIGURATION = 26;

  static Content of(byte[] data, Profile profile) {
    if (data.length < HEADER) {
      return new Content(HEARTBEAT, 0, List.of(), hex(data, 0), Set.of());
    }
    int type = Bytes.u8(data, 0);
    int count = Bytes.u8(data, 1);
    int meant = profile.standardType(type);
    if (meant == SYSTEM_CONFIGURATION || meant == TRANSMITTER_CONFIGURATION) {
      return texts(data, type, count, meant == SYSTEM_CONFIGURATION);
    }
    Layout layout = Layout.of(meant);
    return layout == null
        ? new Content(type, count, List.of(), hex(data, HEADER), Set.of())
        : objects(data, type, count, layout, profile);
  }

  private static Content objects(byte[] data, int type, int count, Layout layout, Profile profile) {
    int room = data.length - HEADER;
    Integer otherSize = profile.objectSizes().get(type);
    int size = otherSize == null ? layout.size() : otherSize;
    boolean timed = layout.timed();
    var flags = new TreeSet<String>();
    if (room != count * size && timed && room == count * layout.body()) {
      size = layout.body();
      timed = false;
      flags.add(SHORT);
    } else if (room != count * size) {
      flags.add(COUNT_MISMATCH);
    }
    int timeAt = timed ? size - TimeTag.LENGTH : layout.body();
    var items = new ArrayList<Item>();
    int at = HEADER;
    while (size > 0 && items.size() < count && at + size <= data.length) {
      if (timeAt < layout.least()) { // a size of the profile's that leaves no room for the body
        break;
      }
      TimeTag time = timed ? TimeTag.at(data, at + timeAt) : TimeTag.NONE;
      items.add(layout.reader().read(data, at, at + timeAt, time));
      at += size;
    }
    return new Content(type, count, List.copyOf(items), hex(data, at), Set.copyOf(flags));
  }

  /** Objects that carry a text of the length they say; walked one by one. */
  private static Content texts(byte[] data, int type, int count, boolean ofSystem) {
    int head = ofSystem ? 3 : 1;
    var items = new ArrayList<Item>();
    int at = HEADER;
    while (items.size() < count && at + head <= data.length) {
      int end = at + head + Bytes.u8(data, at + head - 1);
      if (end > data.length) {
        break;
      }
      Text text = Text.at(data, at + head, end);
      items.add(
          ofSystem
              ? new SystemConfiguration(Layout.system(data, at), text)
              : new TransmitterConfiguration(text));
      at = end;
    }
    boolean agrees = items.size() == count && at == data.length;
    return new Content(
        type, count, List.copyOf(items), hex(data, at), agrees ? Set.of() : Set.of(COUNT_MISMATCH));
  }

  boolean isHeartbeat() {
    return type == HEARTBEAT;
  }

  /** Parts of which it says the state. */
  Set<Part> states() {
    return items.stream()
        .filter(
            item ->
                item instanceof Item.SystemState
                    || item instanceof Item.ComponentState
                    || item instanceof Item.TransmitterState)
        .map(Item::part)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it brings alarms down that other messages have brought up. */
  boolean resets() {
    return items.stream()
        .anyMatch(
            item ->
                switch (item) {
                  case Item.SystemOperation it -> Operations.bringsDown(it.flags());
                  case Item.TransmitterOperation it -> Operations.bringsDown(it.flags());
                  case Item.SystemState it -> (it.state() & StateWord.RESET) != 0;
                  default -> false;
                });
  }

  /** Whether the guard has answered the question whether somebody is on duty. */
  boolean answersDuty() {
    return items.stream()
        .anyMatch(
            item ->
                item instanceof Item.TransmitterOperation it
                    && (it.flags() & Operations.DUTY_ANSWERED) != 0);
  }

  private static String hex(byte[] data, int from) {
    return HexFormat.of().formatHex(data, Math.min(from, data.length), data.length);
  }
}
