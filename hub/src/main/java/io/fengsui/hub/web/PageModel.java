package io.fengsui.hub.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shell needs: who is signed in, the language, where the style sheets are. */
@ControllerAdvice(basePackageClasses = PageModel.class)
class PageModel {
  private final Assets assets;
  private final RoleHierarchy roles;

  PageModel(Assets assets, RoleHierarchy roles) {
    this.assets = assets;
    this.roles = roles;
  }

  @ModelAttribute("page")
  Page page(HttpServletRequest request, @Nullable Authentication person) {
    var language = Language.of(request);
    return new Page(
        assets.path(),
        assets.path().replace("/assets/", "/texts/") + "/" + language.key(),
        language,
        request.getRequestURI(),
        NextPage.of(request),
        person == null ? null : person.getName(),
        person == null ? List.of() : own(person),
        person == null ? Set.of() : roles(person));
  }

  private static List<String> own(Authentication person) {
    return names(person.getAuthorities()).sorted().toList();
  }

  private Set<String> roles(Authentication person) {
    return names(roles.getReachableGrantedAuthorities(person.getAuthorities()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> names(Collection<? extends GrantedAuthority> authorities) {
    return authorities.stream()
        .map(GrantedAuthority::getAuthority)
        .filter(authority -> authority != null && authority.startsWith("ROLE_"))
        .map(authority -> authority.substring("ROLE_".length()));
  }

  /**
   * The shell's data.
   *
   * @param assets address of the style sheets and scripts
   * @param texts address of the sentences for scripts
   * @param path of the page
   * @param address of the page with its query, for coming back
   * @param ownRoles what the account was given
   * @param roles what the person may do, implied roles included
   */
  record Page(
      String assets,
      String texts,
      Language language,
      String path,
      String address,
      @Nullable String person,
      List<String> ownRoles,
      Set<String> roles) {

    public String lang() {
      return language.locale().toLanguageTag();
    }

    public boolean may(String role) {
      return roles.contains(role);
    }

    public boolean seesTasks() {
      return may("OFFICER") || may("OPERATOR");
    }

    public boolean seesLosses() {
      return may("OPERATOR") || may("INSTALLER");
    }

    public boolean seesRules() {
      return may("OPERATOR") || may("INSTALLER");
    }

    public boolean at(String section) {
      return path.equals(section) || path.startsWith(section + "/");
    }
  }
}
