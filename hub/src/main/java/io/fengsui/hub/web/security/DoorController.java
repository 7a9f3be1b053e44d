package io.fengsui.hub.web.security;

import io.fengsui.hub.account.Account;
import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.Tokens;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.web.Language;
import io.fengsui.hub.web.NextPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way in and out for people: sign-in, one-time link, first set-up, sign-out. */
@Controller
class DoorController {
  private static final List<String> NOTICES = List.of("out", "again");

  private final Accounts accounts;
  private final Tokens tokens;
  private final Sessions sessions;

  DoorController(Accounts accounts, Tokens tokens, Sessions sessions) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.sessions = sessions;
  }

  @GetMapping("/sign-in")
  String signIn(@RequestParam @Nullable String next, HttpServletRequest request, Model model) {
    if (!accounts.isSetUp()) {
      return "redirect:/setup";
    }
    model.addAttribute("next", NextPage.safe(next));
    NOTICES.stream()
        .filter(notice -> request.getParameter(notice) != null)
        .findFirst()
        .ifPresent(notice -> model.addAttribute("notice", notice));
    return "sign-in";
  }

  @PostMapping("/sign-in")
  String signIn(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String password,
      @RequestParam @Nullable String next,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Account account;
    try {
      account = accounts.authenticate(name.strip(), password, request.getRemoteAddr());
    } catch (RefusedException e) {
      response.setStatus(e.kind().status());
      model.addAttribute("name", name);
      model.addAttribute("next", NextPage.safe(next));
      model.addAttribute("notice", e.kind() == Kind.TOO_MANY ? "limited" : "failed");
      return "sign-in";
    }
    sessions.begin(account, request, response);
    return "redirect:" + NextPage.safe(next);
  }

  /** Only shows a button: programs that look at links in messages must not use the code up. */
  @GetMapping("/sign-in/link")
  String link(@RequestParam(defaultValue = "") String code, Model model) {
    model.addAttribute("code", code);
    return "sign-in-link";
  }

  @PostMapping("/sign-in/link")
  String redeem(
      @RequestParam(defaultValue = "") String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Account account;
    try {
      account = tokens.redeem(code, request.getRemoteAddr());
    } catch (RefusedException e) {
      response.setStatus(e.kind().status());
      model.addAttribute("next", "/");
      model.addAttribute("notice", e.kind() == Kind.TOO_MANY ? "limited" : "link.failed");
      return "sign-in";
    }
    sessions.begin(account, request, response);
    return "redirect:/";
  }

  @PostMapping("/sign-out")
  String signOut(HttpServletRequest request, HttpServletResponse response) {
    sessions.end(request, response);
    return "redirect:/sign-in?out";
  }

  @GetMapping("/setup")
  String setUp(@RequestParam @Nullable String code, Model model) {
    if (accounts.isSetUp()) {
      return "redirect:/sign-in";
    }
    model.addAttribute("code", code);
    return "setup";
  }

  @PostMapping("/setup")
  String setUp(
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Account account;
    try {
      account = accounts.setUp(code.strip(), name.strip(), password, request.getRemoteAddr());
    } catch (RefusedException e) {
      response.setStatus(e.kind().status());
      model.addAttribute("code", code);
      model.addAttribute("name", name);
      model.addAttribute("problems", sentences(e, Language.of(request).locale()));
      return "setup";
    }
    sessions.begin(account, request, response);
    return "redirect:/";
  }

  private static List<String> sentences(RefusedException e, Locale locale) {
    return e.problems().isEmpty()
        ? List.of(e.detail().in(locale))
        : e.problems().stream().map(FieldProblem::message).map(s -> s.in(locale)).toList();
  }
}
