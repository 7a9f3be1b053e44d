package io.fengsui.hub.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where to go after signing in: a page of this hub, or nowhere. */
public final class NextPage {
  private NextPage() {}

  /** The sign-in page that leads back to what was asked for. */
  public static String signInFor(HttpServletRequest request) {
    if (!"GET".equals(request.getMethod()) || request.getRequestURI().equals("/")) {
      return "/sign-in";
    }
    return "/sign-in?next=" + URLEncoder.encode(of(request), StandardCharsets.UTF_8);
  }

  /** The page asked for, with its query. */
  static String of(HttpServletRequest request) {
    var query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  /** The address if it is a plain path on this hub, else the home page. */
  public static String safe(@Nullable String next) {
    if (next == null || !next.startsWith("/") || next.startsWith("//")) {
      return "/";
    }
    var plain = next.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    return plain ? next : "/";
  }
}
