package io.fengsui.rules.definition;

import java.util.EnumSet;
import java.util.Set;

/** Where a condition stands, which decides what it may look at. */
enum Where {
  /** In a rule for devices. */
  DEVICE(
      EnumSet.complementOf(EnumSet.of(Form.DEVICES)),
      "this rule is for each device, devices: counts over a place",
      "write per: pair, floor, building, community or grid in the rule"),
  /** In a rule for places. */
  PLACE(
      EnumSet.of(Form.DEVICES, Form.DURING, Form.ANY, Form.ALL, Form.NOT),
      "a rule for places counts devices: and looks at nothing else",
      "write { devices: { when: … }, atLeast: 1 }"),
  /** Of a device that is counted in its place. */
  MEMBER(
      EnumSet.complementOf(EnumSet.of(Form.DEVICES)),
      "devices: does not go inside devices:",
      "join the two with all: or any:"),
  /** Of a message that is counted. */
  COUNTED(
      Sets.READINGS, "count: counts messages by what they say", "write { metric: …, is: … } in it"),
  /** One of two things that follow each other. */
  STEP(
      Sets.METRICS,
      "first:, then: and without: look at metrics only",
      "write { metric: … } in it, and join the rest with all:");

  @SuppressWarnings("ImmutableEnumChecker") // nobody else has it
  private final Set<Form> allowed;

  private final String refusal;
  private final String hint;

  Where(Set<Form> allowed, String refusal, String hint) {
    this.allowed = allowed;
    this.refusal = refusal;
    this.hint = hint;
  }

  boolean allows(Form form) {
    return allowed.contains(form);
  }

  /** Why a form is not allowed. */
  String refusal() {
    return refusal;
  }

  /** What to do instead. */
  String hint() {
    return hint;
  }

  /** Forms that more than one place allows. */
  private static final class Sets {
    static final Set<Form> READINGS =
        EnumSet.of(
            Form.ABOVE,
            Form.BELOW,
            Form.BETWEEN,
            Form.OUTSIDE,
            Form.IS,
            Form.CHANGES_TO,
            Form.INSIDE,
            Form.OUTSIDE_OF,
            Form.ANY,
            Form.ALL,
            Form.NOT);
    static final Set<Form> METRICS = metrics();

    private static Set<Form> metrics() {
      Set<Form> metrics = EnumSet.copyOf(READINGS);
      metrics.addAll(
          EnumSet.of(Form.RISES, Form.FALLS, Form.DEVIATES, Form.PERCENT_OF_MEAN, Form.REACHES));
      return metrics;
    }
  }
}
