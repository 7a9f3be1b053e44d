package io.fengsui.adapter.mqtt.convention.tasmota;

import io.fengsui.adapter.mqtt.convention.Gathered;

/**
 * The status of a Zigbee IAS zone (Zigbee Cluster Library, 8.2.2). Which metric its first alarm is
 * depends on the zone's type; a zone that never told its type is taken for a fire detector, since a
 * fire that is missed is worse than a door that is called one.
 */
final class IasZone {

  static final int UNKNOWN = -1;
  private static final int MOTION = 0x000D;
  private static final int CONTACT = 0x0015;
  private static final int WATER = 0x002A;
  private static final int CARBON_MONOXIDE = 0x002B;
  private static final int FIRE = 0x0028;

  private IasZone() {}

  static void gather(int status, int type, Gathered into) {
    boolean alarm = bit(status, 0);
    switch (type) {
      case FIRE, UNKNOWN -> into.put("smoke", alarm);
      case CARBON_MONOXIDE -> into.put("co.alarm", alarm);
      case WATER -> into.put("water.leak", alarm);
      case MOTION -> into.put("motion", alarm);
      case CONTACT -> into.put("door.open", alarm);
      default -> into.put("ext.alarm_1", alarm);
    }
    into.put("ext.alarm_2", bit(status, 1));
    into.put("tamper", bit(status, 2));
    into.put("battery.low", bit(status, 3));
    into.put("fault", bit(status, 6) || bit(status, 9));
    into.put("power.lost", bit(status, 7));
    into.put("test", bit(status, 8));
  }

  private static boolean bit(int status, int number) {
    return (status >> number & 1) != 0;
  }
}
