package io.fengsui.simulator.scenario;

import java.time.Duration;

/** Something that happens to a device at a time after all devices are connected. */
public sealed interface Act {

  /** When, counted from the moment all devices are connected. */
  Duration at();

  /** The device's place in the scenario, for instance {@code 3/2/走廊}. */
  String device();

  /** Smoke rises past the alarm threshold; detectors on the same floor smell it, but stay below. */
  record Fire(Duration at, String device, Duration lasts) implements Act {}

  /** It reports nothing more although its connection stays, as a device that hangs. */
  record Silent(Duration at, String device, Duration lasts) implements Act {}

  /** It publishes its next report several times over. */
  record Repeat(Duration at, String device, int times) implements Act {}

  /** It publishes what is no JSON, JSON of the wrong shape and numbers out of range. */
  record Garbage(Duration at, String device) implements Act {}

  /** Its battery sinks to a level, in percent. */
  record LowBattery(Duration at, String device, double level) implements Act {}

  /** It reports a fault of its own. */
  record Fault(Duration at, String device, Duration lasts) implements Act {}
}
