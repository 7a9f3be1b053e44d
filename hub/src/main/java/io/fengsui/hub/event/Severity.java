package io.fengsui.hub.event;

/** How grave, in the four levels of emergency response; the first is the gravest. */
public enum Severity {
  I("red"),
  II("orange"),
  III("yellow"),
  IV("blue");

  private final String colour;

  Severity(String colour) {
    this.colour = colour;
  }

  /** The level's colour in early warning practice, lower-case English. */
  public String colour() {
    return colour;
  }

  /** Whether this one asks for more haste than the other. */
  public boolean graverThan(Severity other) {
    return compareTo(other) < 0;
  }

  /** This one or the other, whichever is graver. */
  Severity gravest(Severity other) {
    return graverThan(other) ? this : other;
  }
}
