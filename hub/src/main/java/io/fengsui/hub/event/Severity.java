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
}
