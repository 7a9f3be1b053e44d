package io.fengsui.hub.api;

import static io.fengsui.hub.api.SignInController.text;

import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.Role;
import io.fengsui.hub.account.SignInLink;
import io.fengsui.hub.account.Tokens;
import io.fengsui.hub.api.SignInController.AccountView;
import io.fengsui.hub.audit.Actor;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts, for administrators. */
@RestController
@RequestMapping("/api")
@PreAuthorize("hasRole('ADMIN')")
class AccountsController {

  private static final int USUAL_MINUTES = 15;

  private final Accounts accounts;
  private final Tokens tokens;

  AccountsController(Accounts accounts, Tokens tokens) {
    this.accounts = accounts;
    this.tokens = tokens;
  }

  record NewAccount(@Nullable String name, @Nullable String password, @Nullable List<Role> roles) {}

  record LinkRequest(@Nullable String account, @Nullable Integer minutes) {}

  @GetMapping("/accounts")
  List<AccountView> list() {
    return accounts.all().stream().map(AccountView::of).toList();
  }

  @PostMapping("/accounts")
  @ResponseStatus(HttpStatus.CREATED)
  AccountView create(@RequestBody NewAccount body, Actor actor) {
    List<Role> roles = body.roles() == null ? List.of() : body.roles();
    return AccountView.of(
        accounts.create(text(body.name()).strip(), text(body.password()), roles, actor));
  }

  @PostMapping("/sign-in-links")
  @ResponseStatus(HttpStatus.CREATED)
  SignInLink link(@RequestBody LinkRequest body, Actor actor) {
    int minutes = body.minutes() == null ? USUAL_MINUTES : body.minutes();
    return tokens.link(text(body.account()), Duration.ofMinutes(minutes), actor);
  }
}
