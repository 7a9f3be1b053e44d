package io.fengsui.hub.event;

import java.util.Locale;

/** A text for people in the two languages of the hub. */
public record Label(String zh, String en) {

  /** The text for a locale: Chinese for any Chinese one, otherwise English. */
  public String in(Locale locale) {
    return locale.getLanguage().equals("zh") ? zh : en;
  }
}
