package io.fengsui.hub.api;

import io.fengsui.hub.account.Account;
import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.Role;
import io.fengsui.hub.account.Tokens;
import io.fengsui.hub.audit.Actor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One person of each role who calls the API of a hub; kept for all tests of a class. */
final class People {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<Role, String> tokens = new EnumMap<>(Role.class);
  private final HttpClient http = HttpClient.newHttpClient();
  private int port;

  /** What the hub answered; a body that is empty is null in JSON. */
  record Answer(int status, JsonNode body) {}

  /** Before each test: they get their accounts before the first one. */
  void come(Accounts accounts, Tokens issued, int at) {
    port = at;
    for (Role role : Role.values()) {
      tokens.computeIfAbsent(
          role,
          wanted -> {
            String name = wanted.name().toLowerCase(Locale.ROOT);
            Account account = accounts.create(name, "beacon-tower-1", List.of(wanted), Actor.HUB);
            return issued.issue(account, "127.0.0.1").token();
          });
    }
  }

  /** An administrator asks. */
  Answer get(String path) {
    return send("GET", path, Role.ADMIN, null);
  }

  /** An administrator orders. */
  Answer post(String path, Map<String, ?> body) {
    return send("POST", path, Role.ADMIN, JSON.writeValueAsString(body));
  }

  Answer send(String method, String path, Role role, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .header("Accept-Language", "en")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + Objects.requireNonNull(tokens.get(role)))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      String text = answer.body().isEmpty() ? "null" : answer.body();
      return new Answer(answer.statusCode(), JSON.readTree(text));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
