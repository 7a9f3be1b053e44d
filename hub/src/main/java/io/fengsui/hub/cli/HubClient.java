package io.fengsui.hub.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the hub's HTTP API. Every call has a time limit; a refusal is a {@link Refusal}. */
final class HubClient {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI url;
  private final @Nullable String token;
  private final Texts texts;

  HubClient(URI url, @Nullable String token, Texts texts) {
    this.url = url;
    this.token = token;
    this.texts = texts;
  }

  /** Gets {@code path}; values that are empty are left out of the query. */
  JsonNode get(String path, Map<String, ?> query) {
    String asked =
        query.entrySet().stream()
            .filter(each -> !each.getValue().toString().isEmpty())
            .map(each -> each.getKey() + "=" + encode(each.getValue().toString()))
            .sorted()
            .collect(Collectors.joining("&"));
    return send(request(path + (asked.isEmpty() ? "" : "?" + asked), PATIENCE).GET().build());
  }

  JsonNode get(String path) {
    return get(path, Map.of());
  }

  JsonNode post(String path, Object body) {
    return post(path, body, PATIENCE);
  }

  /**
   * @param patience how long the hub may take to answer
   */
  JsonNode post(String path, Object body, Duration patience) {
    return send(
        request(path, patience)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build());
  }

  /** One segment of a path, safe to put between two slashes. */
  static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path, Duration patience) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(patience)
            .header("Accept", "application/json, application/problem+json")
            .header("Accept-Language", texts.language());
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest request) {
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (HttpTimeoutException e) {
      throw new Unreachable(texts.get("error.timeout", url));
    } catch (IOException e) {
      throw new Unreachable(texts.get("error.unreachable", url));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(texts.get("error.interrupted"));
    }
    JsonNode answer = parse(response.body());
    if (response.statusCode() >= 200 && response.statusCode() < 300) {
      return answer;
    }
    String hint =
        switch (response.statusCode()) {
          case 401 -> texts.get(token == null ? "hint.login" : "hint.login-again");
          case 403 -> texts.get("hint.role");
          default -> "";
        };
    throw Refusal.of(answer, texts.get("error.status", url, response.statusCode()), hint);
  }

  private JsonNode parse(String body) {
    if (body.isBlank()) {
      return JSON.missingNode();
    }
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new Refusal(texts.get("error.not-a-hub", url), texts.get("hint.url"));
    }
  }
}
