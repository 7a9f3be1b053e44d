package io.fengsui.hub.web.security;

import io.fengsui.hub.database.DatabaseAway;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 when the database is away, wherever a request noticed: most do when they ask who
 * calls. Who waits for the database warns in the log, once ({@code DatabasePatience}); a request
 * does not.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class DatabaseAwayFilter extends OncePerRequestFilter {
  private static final String SECONDS = "5";

  /** Whether an error page is being made because the database is away. */
  static boolean answers(HttpServletRequest request) {
    return request.getAttribute(DatabaseAwayFilter.class.getName()) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      if (!DatabaseAway.is(e) || response.isCommitted()) {
        throw e;
      }
      response.reset();
      request.setAttribute(DatabaseAwayFilter.class.getName(), true);
      response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }
  }
}
