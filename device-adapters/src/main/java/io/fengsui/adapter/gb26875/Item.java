package io.fengsui.adapter.gb26875;

/** One information object of an upstream message (clauses 8.1 and 8.3). */
sealed interface Item {

  /** When it happened, by the device; {@link TimeTag#NONE} where none is sent. */
  default TimeTag at() {
    return TimeTag.NONE;
  }

  /** Whom it speaks of. */
  default Part part() {
    return Part.TRANSMITTER;
  }

  /** Type 1. */
  record SystemState(Part part, int state, TimeTag at) implements Item {}

  /** Type 2. */
  record ComponentState(Part part, int type, int state, Text label, TimeTag at) implements Item {}

  /** Type 3. */
  record Analog(Part part, int type, int quantity, int raw, TimeTag at) implements Item {}

  /** Type 4. */
  record SystemOperation(Part part, int flags, int operator, TimeTag at) implements Item {}

  /** Type 5. */
  record SystemVersion(Part part, int main, int sub) implements Item {}

  /** Type 6. */
  record SystemConfiguration(Part part, Text text) implements Item {}

  /** Type 7. */
  record ComponentConfiguration(Part part, int type, Text label) implements Item {}

  /** Type 8. */
  record SystemTime(Part part, TimeTag at) implements Item {}

  /** Type 21. */
  record TransmitterState(int state, TimeTag at) implements Item {}

  /** Type 24. */
  record TransmitterOperation(int flags, int operator, TimeTag at) implements Item {}

  /** Type 25. */
  record TransmitterVersion(int main, int sub) implements Item {}

  /** Type 26. */
  record TransmitterConfiguration(Text text) implements Item {}

  /** Type 28. */
  record TransmitterTime(TimeTag at) implements Item {}
}
