package io.fengsui.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.account.Tokens;
import io.fengsui.hub.audit.Actor;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is let in, how, and what the answers carry. */
class DoorTest extends RunningHub {
  private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern PAGE_TOKEN = Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"");

  @Autowired Tokens tokens;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(Duration.ofSeconds(5)).build();

  @Test
  void a_page_leads_to_sign_in_and_back() throws Exception {
    var asked = get("/devices?health=SILENT", "text/html");

    assertThat(asked.statusCode()).isEqualTo(302);
    var door = asked.headers().firstValue("Location").orElseThrow();
    assertThat(door).isEqualTo("/sign-in?next=%2Fdevices%3Fhealth%3DSILENT");

    var entered = signIn(OPERATOR, PASSWORD, "/devices?health=SILENT");
    assertThat(entered.headers().firstValue("Location")).hasValue("/devices?health=SILENT");
    assertThat(get("/devices", "text/html").statusCode()).isEqualTo(200);
  }

  @Test
  void never_leads_to_another_site() throws Exception {
    for (var next : new String[] {"//evil.example", "https://evil.example", "/\\evil.example"}) {
      assertThat(signIn(OPERATOR, PASSWORD, next).headers().firstValue("Location")).hasValue("/");
    }
  }

  @Test
  void the_session_cookie_is_out_of_reach_for_scripts_and_other_sites() throws Exception {
    var cookie =
        signIn(OPERATOR, PASSWORD, "/").headers().allValues("Set-Cookie").stream()
            .filter(c -> c.startsWith("fengsui="))
            .findFirst()
            .orElseThrow();

    assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
  }

  @Test
  void a_wrong_password_is_told_in_the_readers_language() throws Exception {
    var refused = signIn(OFFICER, "wrong-password", "/");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("用户名或密码不对");
  }

  @Test
  void signing_out_ends_the_session_everywhere() throws Exception {
    signIn(OPERATOR, PASSWORD, "/");
    var page = get("/devices", "text/html").body();
    var stolen = cookies.getCookieStore().getCookies().toString();
    assertThat(stolen).contains("fengsui=");
    var token =
        cookies.getCookieStore().getCookies().stream()
            .filter(c -> c.getName().equals("fengsui"))
            .findFirst()
            .orElseThrow()
            .getValue();

    form("/sign-out", Map.of("_csrf", find(FORM_TOKEN, page)));

    assertThat(bearer("GET", "/api/device-types", token).statusCode()).isEqualTo(401);
  }

  @Test
  void a_call_with_the_cookie_needs_the_csrf_token_and_one_with_a_bearer_token_does_not()
      throws Exception {
    signIn(OPERATOR, PASSWORD, "/");
    var page = get("/devices", "text/html").body();

    var forged = post("/api/nowhere", "");
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("urn:fengsui:problem:csrf");

    var meant = post("/api/nowhere", find(PAGE_TOKEN, page));
    assertThat(meant.statusCode()).isEqualTo(404);
    cookies.getCookieStore().removeAll();
    var token = tokens.issue(accounts.authenticate(OPERATOR, PASSWORD, "test"), "test").token();
    assertThat(bearer("POST", "/api/nowhere", token).statusCode()).isEqualTo(404);
  }

  @Test
  void a_page_that_was_open_for_long_can_get_a_fresh_csrf_token() throws Exception {
    signIn(OPERATOR, PASSWORD, "/");

    var token = get("/csrf", "*/*").body();

    assertThat(post("/api/nowhere", token).statusCode()).isEqualTo(404);
  }

  @Test
  void a_link_is_used_up_by_the_button_and_not_by_looking_at_it() throws Exception {
    var link = tokens.link(OFFICER, Duration.ofMinutes(5), Actor.HUB).path();
    var code = link.substring(link.indexOf('=') + 1);

    var preview = get(link, "text/html");
    assertThat(preview.statusCode()).isEqualTo(200);
    var fields = Map.of("_csrf", find(FORM_TOKEN, get(link, "text/html").body()), "code", code);
    assertThat(form("/sign-in/link", fields).headers().firstValue("Location")).hasValue("/");
    assertThat(get("/", "text/html").headers().firstValue("Location")).hasValue("/tasks");

    assertThat(form("/sign-in/link", fields).statusCode()).isEqualTo(401);
  }

  @Test
  void calls_without_a_good_token_are_refused_with_a_problem() throws Exception {
    var nobody = get("/api/devices", "application/json");
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("Content-Type")).hasValue("application/problem+json");

    var liar = bearer("GET", "/api/devices", "fst_made-up");
    assertThat(liar.statusCode()).isEqualTo(401);
    assertThat(liar.body()).contains("令牌无效");
  }

  @Test
  void a_page_of_another_role_is_refused_in_words() throws Exception {
    signIn(INSTALLER, PASSWORD, "/");

    var refused = get("/tasks", "text/html");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("您无权查看此页");
  }

  @Test
  void pages_allow_nothing_but_their_own_files() throws Exception {
    var headers = get("/sign-in", "text/html").headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Permissions-Policy")).isPresent();
  }

  @Test
  void unknown_addresses_are_a_page_for_people_and_a_problem_for_programs() throws Exception {
    signIn(OPERATOR, PASSWORD, "/");

    assertThat(get("/nowhere", "text/html").body()).contains("没有这个页面");
    var problem = get("/api/nowhere", "application/json");
    assertThat(problem.statusCode()).isEqualTo(404);
    assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void measurements_are_open_to_this_machine_only() throws Exception {
    assertThat(get("/actuator/prometheus", "*/*").statusCode()).isEqualTo(200);

    var forwarded =
        HttpRequest.newBuilder(URI.create(address("/actuator/prometheus")))
            .header("X-Forwarded-For", "203.0.113.9")
            .build();
    assertThat(browser.send(forwarded, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> signIn(String name, String password, String next) throws Exception {
    var token = find(FORM_TOKEN, get("/sign-in", "text/html").body());
    return form(
        "/sign-in", Map.of("_csrf", token, "name", name, "password", password, "next", next));
  }

  private HttpResponse<String> get(String path, String accept) throws Exception {
    return send(request(path).header("Accept", accept));
  }

  private HttpResponse<String> form(String path, Map<String, String> fields) throws Exception {
    var body =
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> post(String path, String csrf) throws Exception {
    return send(request(path).header("X-XSRF-TOKEN", csrf).POST(BodyPublishers.noBody()));
  }

  private HttpResponse<String> bearer(String method, String path, String token) throws Exception {
    return send(
        request(path)
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address(path)))
        .timeout(Duration.ofSeconds(10))
        .header("Accept-Language", "zh-CN,zh;q=0.9");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return browser.send(request.build(), BodyHandlers.ofString());
  }

  private static String find(Pattern pattern, String page) {
    var matcher = pattern.matcher(page);
    assertThat(matcher.find()).as("a token in %s", page).isTrue();
    return matcher.group(1);
  }
}
