package io.fengsui.hub.link;

import java.util.List;

/** The links' settings cannot work; the message names each property and what is wrong with it. */
public final class LinkSettingsException extends RuntimeException {

  private final List<String> problems;

  LinkSettingsException(List<String> problems) {
    super("the links are not set right: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** All problems, a sentence each. */
  public List<String> problems() {
    return problems;
  }
}
