package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.gb26875.Item.Analog;
import io.fengsui.adapter.gb26875.Item.ComponentConfiguration;
import io.fengsui.adapter.gb26875.Item.ComponentState;
import io.fengsui.adapter.gb26875.Item.SystemOperation;
import io.fengsui.adapter.gb26875.Item.SystemState;
import io.fengsui.adapter.gb26875.Item.SystemTime;
import io.fengsui.adapter.gb26875.Item.SystemVersion;
import io.fengsui.adapter.gb26875.Item.TransmitterOperation;
import io.fengsui.adapter.gb26875.Item.TransmitterState;
import io.fengsui.adapter.gb26875.Item.TransmitterTime;
import io.fengsui.adapter.gb26875.Item.TransmitterVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of one type's object stand (clause 8.3). Objects of variable length are in
 * {@link Content}.
 *
 * @param body bytes before the time tag
 * @param least how many of them there must be, where a profile says that objects are smaller
 * @param timed whether a time tag follows
 */
record Layout(int body, int least, boolean timed, Reader reader) {

  /** Reads one object; {@code end} is behind its body. */
  interface Reader {
    Item read(byte[] bytes, int at, int end, TimeTag time);
  }

  private static final int LABEL = 31;

  private static final Map<Integer, Layout> BY_TYPE =
      Map.ofEntries(
          Map.entry(
              1,
              new Layout(
                  4, true, (b, i, _, t) -> new SystemState(system(b, i), Bytes.u16(b, i + 2), t))),
          Map.entry(2, new Layout(40, 9, true, Layout::componentState)),
          Map.entry(3, new Layout(10, true, Layout::analog)),
          Map.entry(
              4,
              new Layout(
                  4,
                  true,
                  (b, i, _, t) ->
                      new SystemOperation(
                          system(b, i), Bytes.u8(b, i + 2), Bytes.u8(b, i + 3), t))),
          Map.entry(
              5,
              new Layout(
                  4,
                  false,
                  (b, i, _, _) ->
                      new SystemVersion(system(b, i), Bytes.u8(b, i + 2), Bytes.u8(b, i + 3)))),
          Map.entry(
              7,
              new Layout(
                  38,
                  false,
                  (b, i, _, _) ->
                      new ComponentConfiguration(
                          component(b, i), Bytes.u8(b, i + 2), Text.at(b, i + 7, i + 7 + LABEL)))),
          Map.entry(8, new Layout(2, true, (b, i, _, t) -> new SystemTime(system(b, i), t))),
          Map.entry(
              21, new Layout(1, true, (b, i, _, t) -> new TransmitterState(Bytes.u8(b, i), t))),
          Map.entry(
              24,
              new Layout(
                  2,
                  true,
                  (b, i, _, t) -> new TransmitterOperation(Bytes.u8(b, i), Bytes.u8(b, i + 1), t))),
          Map.entry(
              25,
              new Layout(
                  2,
                  false,
                  (b, i, _, _) -> new TransmitterVersion(Bytes.u8(b, i), Bytes.u8(b, i + 1)))),
          Map.entry(28, new Layout(0, true, (_, _, _, t) -> new TransmitterTime(t))));

  Layout(int body, boolean timed, Reader reader) {
    this(body, body, timed, reader);
  }

  /** Null for types that have no fixed layout. */
  static @Nullable Layout of(int type) {
    return BY_TYPE.get(type);
  }

  int size() {
    return timed ? body + TimeTag.LENGTH : body;
  }

  static Part system(byte[] bytes, int at) {
    return Part.system(Bytes.u8(bytes, at), Bytes.u8(bytes, at + 1));
  }

  private static Part component(byte[] bytes, int at) {
    return Part.component(
        Bytes.u8(bytes, at),
        Bytes.u8(bytes, at + 1),
        Bytes.number(bytes, at + 3, Part.COMPONENT_LENGTH));
  }

  private static Item componentState(byte[] bytes, int at, int end, TimeTag time) {
    return new ComponentState(
        component(bytes, at),
        Bytes.u8(bytes, at + 2),
        Bytes.u16(bytes, at + 7),
        Text.at(bytes, at + 9, Math.min(end, at + 9 + LABEL)),
        time);
  }

  private static Item analog(byte[] bytes, int at, int end, TimeTag time) {
    return new Analog(
        component(bytes, at),
        Bytes.u8(bytes, at + 2),
        Bytes.u8(bytes, at + 7),
        (short) Bytes.u16(bytes, at + 8),
        time);
  }
}
