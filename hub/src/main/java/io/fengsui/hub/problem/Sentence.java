package io.fengsui.hub.problem;

import java.util.Locale;

/** A text for people, in both languages of the product. */
public record Sentence(String zh, String en) {

  /** The text in a reader's language: Chinese for Chinese, English for everybody else. */
  public String in(Locale locale) {
    return locale.getLanguage().equals("zh") ? zh : en;
  }
}
