package io.fengsui.hub.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** The browser's session: an API token that scripts cannot read and other sites cannot send. */
final class SessionCookie {
  static final String NAME = "fengsui";

  private SessionCookie() {}

  static Optional<String> token(HttpServletRequest request) {
    var cookie = WebUtils.getCookie(request, NAME);
    return cookie == null || cookie.getValue().isEmpty()
        ? Optional.empty()
        : Optional.of(cookie.getValue());
  }

  static void set(
      HttpServletRequest request, HttpServletResponse response, String token, Duration life) {
    write(request, response, token, life);
  }

  static void clear(HttpServletRequest request, HttpServletResponse response) {
    write(request, response, "", Duration.ZERO);
  }

  private static void write(
      HttpServletRequest request, HttpServletResponse response, String value, Duration life) {
    // Lax, not Strict: a task's address opened from a chat message must find the officer signed in.
    var cookie =
        ResponseCookie.from(NAME, value)
            .path("/")
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .maxAge(life)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
