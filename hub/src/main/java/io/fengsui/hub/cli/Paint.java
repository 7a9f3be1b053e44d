package io.fengsui.hub.cli;

/** How a text looks on a terminal that shows colours. */
enum Paint {
  PLAIN(""),
  FAINT("2"),
  STRONG("1"),
  GREEN("32"),
  YELLOW("33"),
  ORANGE("38;5;208"),
  RED("31"),
  BLUE("34"),
  CYAN("36");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  String on(String text) {
    return code.isEmpty() ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
  }

  /** The colour of an event's severity I to IV. */
  static Paint ofSeverity(String severity) {
    return switch (severity) {
      case "I" -> RED;
      case "II" -> ORANGE;
      case "III" -> YELLOW;
      case "IV" -> BLUE;
      default -> PLAIN;
    };
  }

  /** The colour of a device's health or a link's status. */
  static Paint ofHealth(String health) {
    return switch (health) {
      case "ONLINE", "RUNNING" -> GREEN;
      case "LATE", "STARTING" -> YELLOW;
      case "SILENT", "FAULT", "BACKING_OFF" -> RED;
      case "BYPASSED" -> CYAN;
      default -> FAINT;
    };
  }
}
