package io.fengsui.hub.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** The languages of the pages and of the API's sentences. */
public enum Language {
  ZH("zh-CN"),
  EN("en");

  private static final String COOKIE = "language";

  private final Locale locale;

  Language(String tag) {
    this.locale = Locale.forLanguageTag(tag);
  }

  public Locale locale() {
    return locale;
  }

  /** As written in addresses and in bilingual JSON: {@code zh}, {@code en}. */
  public String key() {
    return locale.getLanguage();
  }

  /** What the person chose on a page, else what the browser or program asks for, else English. */
  public static Language of(HttpServletRequest request) {
    var cookie = WebUtils.getCookie(request, COOKIE);
    if (cookie != null && named(cookie.getValue()) instanceof Language chosen) {
      return chosen;
    }
    if (request.getHeader("Accept-Language") != null) {
      for (Locale wanted : Collections.list(request.getLocales())) {
        if (named(wanted.getLanguage()) instanceof Language accepted) {
          return accepted;
        }
      }
    }
    return EN;
  }

  ResponseCookie cookie(boolean secure) {
    return ResponseCookie.from(COOKIE, key())
        .path("/")
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .maxAge(Duration.ofDays(365))
        .build();
  }

  static @org.jspecify.annotations.Nullable Language named(String key) {
    return List.of(values()).stream().filter(l -> l.key().equals(key)).findFirst().orElse(null);
  }
}
