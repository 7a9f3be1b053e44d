package io.fengsui.simulator.gb26875;

import java.time.LocalDateTime;

/** One object of what a transmitter sends upwards. Times are what its clock shows. */
public sealed interface Report {
  /** Bits of a state. */
  int NORMAL = 1;

  int FIRE = 1 << 1;
  int FAULT = 1 << 2;

  /** Bits of an operation. */
  int RESET = 1;

  int ON_DUTY = 1 << 5;

  /** Bytes of a component's text. */
  int TEXT = 31;

  /** A whole system's state. */
  record SystemState(int system, int number, int state, LocalDateTime at) implements Report {}

  /**
   * A component's state.
   *
   * @param component its type, 42 = photoelectric smoke detector
   * @param text where it is; what is more than 31 bytes in GB 18030 is cut off
   */
  record ComponentState(Part part, int component, int state, String text, LocalDateTime at)
      implements Report {}

  /**
   * What a component measures.
   *
   * @param quantity code of what is measured, 3 = temperature
   * @param raw the value in steps of the quantity's resolution, from -32768 to 32767
   */
  record Analog(Part part, int component, int quantity, int raw, LocalDateTime at)
      implements Report {}

  /** What somebody did at a system. */
  record Operation(int system, int number, int flags, int operator, LocalDateTime at)
      implements Report {}

  /** A system's software. */
  record SystemVersion(int system, int number, int main, int sub) implements Report {}

  /** What a system is made of. */
  record SystemConfiguration(int system, int number, String text) implements Report {}

  /** Where a component is. */
  record ComponentConfiguration(Part part, int component, String text) implements Report {}

  /** A system's clock. */
  record SystemTime(int system, int number, LocalDateTime at) implements Report {}

  /** The transmitter's own state. */
  record TransmitterState(int state, LocalDateTime at) implements Report {}

  /** What somebody did at the transmitter. */
  record TransmitterOperation(int flags, int operator, LocalDateTime at) implements Report {}

  /** The transmitter's software. */
  record TransmitterVersion(int main, int sub) implements Report {}

  /** What the transmitter is. */
  record TransmitterConfiguration(String text) implements Report {}

  /** The transmitter's clock. */
  record TransmitterTime(LocalDateTime at) implements Report {}

  /** The type of a data unit that is made of such objects. */
  default int type() {
    return switch (this) {
      case SystemState _ -> 1;
      case ComponentState _ -> 2;
      case Analog _ -> 3;
      case Operation _ -> 4;
      case SystemVersion _ -> 5;
      case SystemConfiguration _ -> 6;
      case ComponentConfiguration _ -> 7;
      case SystemTime _ -> 8;
      case TransmitterState _ -> 21;
      case TransmitterOperation _ -> 24;
      case TransmitterVersion _ -> 25;
      case TransmitterConfiguration _ -> 26;
      case TransmitterTime _ -> 28;
    };
  }

  /** Writes itself. */
  default void put(Unit out) {
    switch (this) {
      case SystemState(int system, int number, int state, var at) ->
          out.bytes(system, number).state(state).time(at);
      case ComponentState(Part part, int component, int state, var text, var at) ->
          out.part(part, component).state(state).text(text, TEXT).time(at);
      case Analog(Part part, int component, int quantity, int raw, var at) ->
          out.part(part, component).bytes(quantity).number(raw, 2).time(at);
      case Operation(int system, int number, int flags, int operator, var at) ->
          out.bytes(system, number, flags, operator).time(at);
      case SystemVersion(int system, int number, int main, int sub) ->
          out.bytes(system, number, main, sub);
      case SystemConfiguration(int system, int number, var text) ->
          out.bytes(system, number).counted(text);
      case ComponentConfiguration(Part part, int component, var text) ->
          out.part(part, component).text(text, TEXT);
      case SystemTime(int system, int number, var at) -> out.bytes(system, number).time(at);
      case TransmitterState(int state, var at) -> out.bytes(state).stateTime(at);
      case TransmitterOperation(int flags, int operator, var at) ->
          out.bytes(flags, operator).time(at);
      case TransmitterVersion(int main, int sub) -> out.bytes(main, sub);
      case TransmitterConfiguration(var text) -> out.counted(text);
      case TransmitterTime(var at) -> out.time(at);
    }
  }
}
