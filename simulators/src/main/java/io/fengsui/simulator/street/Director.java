package io.fengsui.simulator.street;

import io.fengsui.simulator.scenario.Act;
import io.fengsui.simulator.scenario.Curve;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Lets the script's acts happen to devices. Runs on the street's thread. */
final class Director {
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final Map<String, SimulatedDevice> devices;
  private final Journal journal;

  Director(Map<String, SimulatedDevice> devices, Journal journal) {
    this.devices = devices;
    this.journal = journal;
  }

  /** Plays one act. The scenario's reader has checked that its device exists. */
  void play(Act act) {
    var device = devices.get(act.device());
    if (device == null) {
      throw new IllegalArgumentException("nobody is at " + act.device());
    }
    long now = System.nanoTime();
    String name = device.post().name();
    switch (act) {
      case Act.Fire fire -> {
        journal.tell("火情：%s 烟雾升高", "fire: smoke rises at %s", name);
        fire(fire, device, now);
      }
      case Act.Silent silent -> {
        journal.tell("失联：%s 不再上报", "silent: %s reports no more", name);
        device.silence(now + silent.lasts().toNanos());
      }
      case Act.Repeat repeat -> {
        journal.tell(
            "重复：%s 同一报文发 %d 次", "repeat: %s sends one report %d times", name, repeat.times());
        device.repeatNext(repeat.times());
      }
      case Act.Garbage garbage -> {
        journal.tell("乱码：%s 发送无效报文", "garbage: %s sends nonsense", name);
        device.talkNonsense();
      }
      case Act.LowBattery low -> {
        journal.tell("低电：%s 电量 %.0f%%", "low battery: %s is at %.0f %%", name, low.level());
        lay(device, "battery", new Curve.Constant(low.level()), now, FOR_EVER);
      }
      case Act.Fault fault -> {
        journal.tell("故障：%s 自报故障", "fault: %s reports a fault", name);
        lay(device, "fault", new Curve.Constant(true), now, fault.lasts());
      }
    }
  }

  private void fire(Act.Fire fire, SimulatedDevice origin, long now) {
    rise(origin, 0.02, 0.46, 58, Duration.ofSeconds(6), fire.lasts(), now);
    for (var other : neighbours(origin)) {
      rise(other, 0.015, 0.09, 38, Duration.ofSeconds(60), fire.lasts(), now);
    }
  }

  private Collection<SimulatedDevice> neighbours(SimulatedDevice origin) {
    return devices.values().stream()
        .filter(each -> each != origin && each.post().sharesFloor(origin.post()))
        .filter(each -> each.post().kind().values().containsKey("smoke.density"))
        .toList();
  }

  private static void rise(
      SimulatedDevice device,
      double from,
      double to,
      double hottest,
      Duration over,
      Duration lasts,
      long now) {
    device
        .behaviour()
        .lay("temperature", new Curve.Ramp(25, hottest, over.multipliedBy(4)), now, lasts);
    lay(device, "smoke.density", new Curve.Ramp(from, to, over), now, lasts);
  }

  private static void lay(
      SimulatedDevice device, String metric, Curve curve, long now, Duration lasts) {
    device.behaviour().lay(metric, curve, now, lasts);
    device.reportNow();
  }
}
