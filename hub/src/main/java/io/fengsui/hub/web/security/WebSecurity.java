package io.fengsui.hub.web.security;

import static org.springframework.http.HttpMethod.POST;

import io.fengsui.hub.web.NextPage;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** The two doors of the hub: the API for programs and scripts, and the pages for people. */
@Configuration
@EnableMethodSecurity
class WebSecurity {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private static final String PERMISSIONS_POLICY =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

  @Bean
  static RoleHierarchy roleHierarchy() {
    return RoleHierarchyImpl.withDefaultRolePrefix()
        .role("ADMIN")
        .implies("INSTALLER", "OPERATOR", "OFFICER")
        .build();
  }

  @Bean
  @Order(1)
  SecurityFilterChain api(HttpSecurity http, Sessions sessions, Problem problem) throws Exception {
    common(http, sessions)
        .securityMatcher("/api/**", "/actuator/**")
        .csrf(csrf -> guard(csrf).requireCsrfProtectionMatcher(WebSecurity::cookieCouldBeAbused))
        .authorizeHttpRequests(
            calls ->
                calls
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(POST, "/api/login", "/api/setup")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .access((who, call) -> new AuthorizationDecision(isLocal(call)))
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(
            errors ->
                errors
                    .authenticationEntryPoint(
                        (request, response, e) -> {
                          response.setHeader("WWW-Authenticate", "Bearer");
                          var key = TokenFilter.hasHeader(request) ? "bad-token" : "sign-in";
                          problem.write(request, response, HttpStatus.UNAUTHORIZED, key);
                        })
                    .accessDeniedHandler(
                        (request, response, e) ->
                            problem.write(
                                request,
                                response,
                                HttpStatus.FORBIDDEN,
                                e instanceof CsrfException ? "csrf" : "forbidden")));
    return http.build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(HttpSecurity http, Sessions sessions) throws Exception {
    common(http, sessions)
        .csrf(WebSecurity::guard)
        .authorizeHttpRequests(
            calls ->
                calls
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers("/sign-in/**", "/setup", "/language/*", "/texts/**")
                    .permitAll()
                    .requestMatchers("/assets/**", "/favicon.ico")
                    .permitAll()
                    .requestMatchers("/tasks/**")
                    .hasAnyRole("OFFICER", "OPERATOR")
                    .requestMatchers("/losses/**", "/rules/**")
                    .hasAnyRole("OPERATOR", "INSTALLER")
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(
            errors ->
                errors
                    .authenticationEntryPoint(
                        (request, response, e) ->
                            response.sendRedirect(NextPage.signInFor(request)))
                    .accessDeniedHandler(
                        (request, response, e) -> {
                          if (e instanceof CsrfException) {
                            response.sendRedirect("/sign-in?again");
                          } else {
                            response.sendError(HttpStatus.FORBIDDEN.value());
                          }
                        }));
    return http.build();
  }

  private static HttpSecurity common(HttpSecurity http, Sessions sessions) throws Exception {
    return http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .rememberMe(AbstractHttpConfigurer::disable)
        .anonymous(Customizer.withDefaults())
        .addFilterBefore(new TokenFilter(sessions), AnonymousAuthenticationFilter.class)
        .headers(WebSecurity::headers);
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(permissions -> permissions.policy(PERMISSIONS_POLICY))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
  }

  private static CsrfConfigurer<HttpSecurity> guard(CsrfConfigurer<HttpSecurity> csrf) {
    var cookie = new CookieCsrfTokenRepository();
    cookie.setCookieName("fengsui-csrf");
    cookie.setCookieCustomizer(c -> c.sameSite("Strict").maxAge(Duration.ofDays(365)));
    // Every request authenticates anew here; a new token each time would outdate open pages.
    return csrf.csrfTokenRepository(cookie)
        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy());
  }

  /** A header is never sent by a browser of its own accord; the cookie is. */
  private static boolean cookieCouldBeAbused(HttpServletRequest request) {
    return CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
        && !TokenFilter.hasHeader(request)
        && SessionCookie.token(request).isPresent();
  }

  /** Measurements are for programs on this machine; a proxy's forwarded call is not one. */
  private static boolean isLocal(RequestAuthorizationContext call) {
    var request = call.getRequest();
    return request.getHeader("Forwarded") == null
        && request.getHeader("X-Forwarded-For") == null
        && (new IpAddressMatcher("127.0.0.0/8").matches(request)
            || new IpAddressMatcher("::1").matches(request));
  }
}
