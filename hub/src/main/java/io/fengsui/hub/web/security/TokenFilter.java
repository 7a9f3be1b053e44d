package io.fengsui.hub.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls, from the token in the {@code Authorization} header or, only if there is no
 * such header, in the session cookie. A token that is not good leaves the caller unknown; what that
 * means is decided where the call is authorised.
 */
final class TokenFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final Sessions sessions;

  TokenFilter(Sessions sessions) {
    this.sessions = sessions;
  }

  static boolean hasHeader(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
  }

  static Optional<String> token(HttpServletRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return SessionCookie.token(request);
    }
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(header.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (DatabaseAwayFilter.answers(request)) {
      chain.doFilter(request, response);
      return;
    }
    sessions
        .person(request)
        .ifPresent(
            person -> {
              var context = SecurityContextHolder.createEmptyContext();
              context.setAuthentication(person);
              SecurityContextHolder.setContext(context);
            });
    chain.doFilter(request, response);
  }
}
