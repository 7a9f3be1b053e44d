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

  /** The type of a data unit that is made of such objects. */
  int type();

  /** Writes itself. */
  void put(Unit out);

  /** A whole system's state. */
  record SystemState(int system, int number, int state, LocalDateTime at) implements Report {
    @Override
    public int type() {
      return 1;
    }

    @Override
    public void put(Unit out) {
      out.number(system, 1).number(number, 1).state(state).time(at);
    }
  }

  /**
   * A component's state.
   *
   * @param component its type, 42 = photoelectric smoke detector
   * @param text where it is; what is more than 31 bytes in GB 18030 is cut off
   */
  record ComponentState(Part part, int component, int state, String text, LocalDateTime at)
      implements Report {
    static final int TEXT = 31;

    @Override
    public int type() {
      return 2;
    }

    @Override
    public void put(Unit out) {
      out.part(part, component).state(state).text(text, TEXT).time(at);
    }
  }

  /**
   * What a component measures.
   *
   * @param quantity code of what is measured, 3 = temperature
   * @param raw the value in steps of the quantity's resolution, from -32768 to 32767
   */
  record Analog(Part part, int component, int quantity, int raw, LocalDateTime at)
      implements Report {
    @Override
    public int type() {
      return 3;
    }

    @Override
    public void put(Unit out) {
      out.part(part, component).number(quantity, 1).number(raw, 2).time(at);
    }
  }

  /** What somebody did at a system. */
  record Operation(int system, int number, int flags, int operator, LocalDateTime at)
      implements Report {
    @Override
    public int type() {
      return 4;
    }

    @Override
    public void put(Unit out) {
      out.number(system, 1).number(number, 1).number(flags, 1).number(operator, 1).time(at);
    }
  }

  /** A system's software. */
  record SystemVersion(int system, int number, int main, int sub) implements Report {
    @Override
    public int type() {
      return 5;
    }

    @Override
    public void put(Unit out) {
      out.number(system, 1).number(number, 1).number(main, 1).number(sub, 1);
    }
  }

  /** What a system is made of. */
  record SystemConfiguration(int system, int number, String text) implements Report {
    @Override
    public int type() {
      return 6;
    }

    @Override
    public void put(Unit out) {
      out.number(system, 1).number(number, 1).counted(text);
    }
  }

  /** Where a component is. */
  record ComponentConfiguration(Part part, int component, String text) implements Report {
    @Override
    public int type() {
      return 7;
    }

    @Override
    public void put(Unit out) {
      out.part(part, component).text(text, ComponentState.TEXT);
    }
  }

  /** A system's clock. */
  record SystemTime(int system, int number, LocalDateTime at) implements Report {
    @Override
    public int type() {
      return 8;
    }

    @Override
    public void put(Unit out) {
      out.number(system, 1).number(number, 1).time(at);
    }
  }

  /** The transmitter's own state. */
  record TransmitterState(int state, LocalDateTime at) implements Report {
    @Override
    public int type() {
      return 21;
    }

    @Override
    public void put(Unit out) {
      out.number(state, 1).stateTime(at);
    }
  }

  /** What somebody did at the transmitter. */
  record TransmitterOperation(int flags, int operator, LocalDateTime at) implements Report {
    @Override
    public int type() {
      return 24;
    }

    @Override
    public void put(Unit out) {
      out.number(flags, 1).number(operator, 1).time(at);
    }
  }

  /** The transmitter's software. */
  record TransmitterVersion(int main, int sub) implements Report {
    @Override
    public int type() {
      return 25;
    }

    @Override
    public void put(Unit out) {
      out.number(main, 1).number(sub, 1);
    }
  }

  /** What the transmitter is. */
  record TransmitterConfiguration(String text) implements Report {
    @Override
    public int type() {
      return 26;
    }

    @Override
    public void put(Unit out) {
      out.counted(text);
    }
  }

  /** The transmitter's clock. */
  record TransmitterTime(LocalDateTime at) implements Report {
    @Override
    public int type() {
      return 28;
    }

    @Override
    public void put(Unit out) {
      out.time(at);
    }
  }
}
