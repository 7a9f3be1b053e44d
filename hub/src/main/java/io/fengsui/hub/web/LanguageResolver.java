package io.fengsui.hub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;

/** Tells Spring the language of a request. */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
final class LanguageResolver implements LocaleResolver {
  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    return Language.of(request).locale();
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    throw new UnsupportedOperationException("chosen at /language/{zh|en}");
  }
}
