package io.fengsui.hub.api;

import io.fengsui.hub.account.Account;
import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.IssuedToken;
import io.fengsui.hub.account.Role;
import io.fengsui.hub.account.Tokens;
import io.fengsui.hub.audit.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How programs get in and out: set-up, sign-in, sign-out. */
@RestController
@RequestMapping("/api")
class SignInController {

  private static final String BEARER = "Bearer ";

  private final Accounts accounts;
  private final Tokens tokens;

  SignInController(Accounts accounts, Tokens tokens) {
    this.accounts = accounts;
    this.tokens = tokens;
  }

  record SetUp(@Nullable String code, @Nullable String name, @Nullable String password) {}

  record SignIn(@Nullable String name, @Nullable String password) {}

  record AccountView(String name, List<String> roles) {
    static AccountView of(Account account) {
      return new AccountView(account.name(), account.roles().stream().map(Role::name).toList());
    }
  }

  /** The token is told this once. */
  record SignedIn(String token, Instant expiresAt, AccountView account) {
    static SignedIn of(IssuedToken issued) {
      return new SignedIn(issued.token(), issued.expiresAt(), AccountView.of(issued.account()));
    }
  }

  @PostMapping("/setup")
  @ResponseStatus(HttpStatus.CREATED)
  SignedIn setUp(@RequestBody SetUp body, HttpServletRequest request) {
    String address = request.getRemoteAddr();
    Account account =
        accounts.setUp(
            text(body.code()), text(body.name()).strip(), text(body.password()), address);
    return SignedIn.of(tokens.issue(account, address));
  }

  @PostMapping("/login")
  SignedIn login(@RequestBody SignIn body, HttpServletRequest request) {
    String address = request.getRemoteAddr();
    Account account =
        accounts.authenticate(text(body.name()).strip(), text(body.password()), address);
    return SignedIn.of(tokens.issue(account, address));
  }

  /** Ends the token that this call carries. */
  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logout(HttpServletRequest request, Actor actor) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      tokens.revoke(header.substring(BEARER.length()).strip(), actor);
    }
  }

  @GetMapping("/me")
  AccountView me(Authentication person) {
    List<String> roles =
        person.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .filter(authority -> authority != null && authority.startsWith("ROLE_"))
            .map(authority -> authority.substring("ROLE_".length()))
            .toList();
    return new AccountView(person.getName(), roles);
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
