package io.fengsui.hub.web.security;

import io.fengsui.hub.account.Account;
import io.fengsui.hub.account.Role;
import io.fengsui.hub.account.Tokens;
import io.fengsui.hub.audit.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/** Begins, recognises and ends sessions. Each sign-in makes a new token, so none can be planted. */
@Component
public final class Sessions {
  private final Tokens tokens;
  private final InstantSource clock;

  Sessions(Tokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Who calls; empty if nobody is signed in (any more). May wait for the database. */
  public Optional<Authentication> person(HttpServletRequest request) {
    return TokenFilter.token(request).flatMap(tokens::accountOf).map(Sessions::person);
  }

  void begin(Account account, HttpServletRequest request, HttpServletResponse response) {
    var issued = tokens.issue(account, request.getRemoteAddr());
    var life = Duration.between(clock.instant(), issued.expiresAt());
    SessionCookie.set(request, response, issued.token(), life);
  }

  void end(HttpServletRequest request, HttpServletResponse response) {
    SessionCookie.token(request)
        .ifPresent(
            token ->
                tokens
                    .accountOf(token)
                    .ifPresent(
                        account ->
                            tokens.revoke(
                                token, new Actor(account.name(), request.getRemoteAddr()))));
    SessionCookie.clear(request, response);
  }

  private static Authentication person(Account account) {
    var authorities =
        AuthorityUtils.createAuthorityList(account.roles().stream().map(Role::authority).toList());
    return UsernamePasswordAuthenticationToken.authenticated(account.name(), null, authorities);
  }
}
