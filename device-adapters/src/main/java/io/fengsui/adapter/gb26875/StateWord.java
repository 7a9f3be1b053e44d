package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bits of a state and what they mean (clauses 8.2.2, 8.2.4, 8.2.8; rules R14 and R19). A bit
 * that is set is a yes. One that is not is a no only if the device says that all else is normal, or
 * if the whole state is zero: boxes that listen to a panel's printer send one state an event.
 *
 * @param bits bit number to metric; {@link #ALARM} stands for what the part detects
 * @param faults bits each of which is a fault as well
 * @param known all bits but 0 that mean something
 */
record StateWord(List<Bit> bits, int faults, int known) {

  /** Replaced by the metric of the component's type. */
  static final String ALARM = "fire";

  /** Bit 13 of a system's state. */
  static final int RESET = 1 << 13;

  private static final int NORMAL = 1;
  private static final String FAULT = "fault";

  /** A bit and its metric. */
  record Bit(int number, String metric) {}

  private static final List<Bit> COMMON =
      List.of(
          new Bit(1, ALARM),
          new Bit(3, "disabled"),
          new Bit(4, "supervisory"),
          new Bit(5, "started"),
          new Bit(6, "feedback"),
          new Bit(7, "delayed"),
          new Bit(8, "power.lost"));

  static final StateWord COMPONENT = new StateWord(COMMON, (1 << 2) | (1 << 8), 0x1FE);

  static final StateWord SYSTEM =
      new StateWord(
          and(
              COMMON,
              new Bit(9, "backup.lost"),
              new Bit(10, "bus.fault"),
              new Bit(11, "mode.manual")),
          (1 << 2) | (1 << 8) | (1 << 9) | (1 << 10),
          0x3FFE);

  static final StateWord TRANSMITTER =
      new StateWord(
          List.of(
              new Bit(1, ALARM),
              new Bit(3, "power.lost"),
              new Bit(4, "backup.lost"),
              new Bit(5, "uplink.fault"),
              new Bit(6, "line.fault")),
          0x7C,
          0x7E);

  /**
   * What a state says.
   *
   * @param alarm the metric that bit 1 sets
   */
  Map<String, Value> readings(int state, String alarm, Profile profile) {
    boolean normal = (state & NORMAL) != 0;
    boolean nothing = (state & known) == 0;
    boolean settled = normal || (state & (known | NORMAL)) == 0;
    var readings = new LinkedHashMap<String, Value>();
    for (Bit bit : bits) {
      String metric = bit.metric.equals(ALARM) ? alarm : bit.metric;
      put(readings, metric, (state & (1 << bit.number)) != 0, settled);
    }
    put(readings, FAULT, (state & faults) != 0, settled);
    if (settled) {
      readings.put("test", new Flag(!normal && nothing && !profile.zeroMeansNormal()));
    }
    return readings;
  }

  private static void put(Map<String, Value> to, String metric, boolean on, boolean settled) {
    if (on || settled) {
      to.put(metric, new Flag(on));
    }
  }

  private static List<Bit> and(List<Bit> some, Bit... more) {
    return java.util.stream.Stream.concat(some.stream(), java.util.stream.Stream.of(more)).toList();
  }
}
