package io.fengsui.rules.definition;

/** How grave an event is: I the gravest. */
public enum Severity {
  I("red"),
  II("orange"),
  III("yellow"),
  IV("blue");

  private final String colour;

  Severity(String colour) {
    this.colour = colour;
  }

  /** The colour people know it by: {@code red, orange, yellow, blue}. */
  public String colour() {
    return colour;
  }
}
