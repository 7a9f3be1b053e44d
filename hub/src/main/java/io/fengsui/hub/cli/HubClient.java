package io.fengsui.hub.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the hub's HTTP API. Every call has a time limit; a refusal is a {@link Refusal}. */
final class HubClient {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int BUFFER = 1 << 16;
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

  /** Gets what is not JSON. */
  String text(String path) {
    var response =
        exchange(
            request(path, PATIENCE).GET().build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != OK) {
      throw refusal(response.statusCode(), parse(response.body()));
    }
    return response.body();
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

  /**
   * Posts, and writes the answer as it comes, which may take hours. Gives up when nothing comes for
   * a minute.
   *
   * @param progress told how many bytes have come, again and again
   */
  void download(String path, OutputStream out, LongConsumer progress) throws IOException {
    download(
        request(path, Duration.ofMinutes(1)).POST(BodyPublishers.noBody()).build(), out, progress);
  }

  private void download(HttpRequest request, OutputStream out, LongConsumer progress)
      throws IOException {
    HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
    try (var body = new Patient(response.body(), Duration.ofMinutes(1))) {
      if (response.statusCode() != OK) {
        throw refusal(
            response.statusCode(), parse(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
      }
      byte[] buffer = new byte[BUFFER];
      long bytes = 0;
      for (int got = read(body, buffer); got >= 0; got = read(body, buffer)) {
        out.write(buffer, 0, got);
        bytes += got;
        progress.accept(bytes);
      }
    }
  }

  /** Posts, and hands over each line of the answer as it comes, a JSON object. */
  void lines(String path, Consumer<JsonNode> take) {
    lines(request(path, Duration.ofMinutes(1)).POST(BodyPublishers.noBody()).build(), take);
  }

  /** The same with something to say. */
  void lines(String path, Object body, Consumer<JsonNode> take) {
    lines(
        request(path, Duration.ofMinutes(1))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build(),
        take);
  }

  private void lines(HttpRequest request, Consumer<JsonNode> take) {
    var line = new ByteArrayOutputStream();
    var split =
        new OutputStream() {
          @Override
          public void write(int each) {
            if (each == '\n') {
              take.accept(parse(line.toString(StandardCharsets.UTF_8)));
              line.reset();
            } else {
              line.write(each);
            }
          }
        };
    try {
      download(request, split, bytes -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode delete(String path) {
    return send(request(path, PATIENCE).DELETE().build());
  }

  private int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new Unreachable(texts.get("error.broke-off", url));
    }
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
    var response = exchange(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    JsonNode answer = parse(response.body());
    if (response.statusCode() >= OK && response.statusCode() < OK + 100) {
      return answer;
    }
    throw refusal(response.statusCode(), answer);
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request, body);
    } catch (HttpTimeoutException e) {
      throw new Unreachable(texts.get("error.timeout", url));
    } catch (IOException e) {
      throw new Unreachable(texts.get("error.unreachable", url));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(texts.get("error.interrupted"));
    }
  }

  private Refusal refusal(int status, JsonNode answer) {
    String hint =
        switch (status) {
          case 401 -> texts.get(token == null ? "hint.login" : "hint.login-again");
          case 403 -> texts.get("hint.role");
          default -> "";
        };
    return Refusal.of(answer, texts.get("error.status", url, status), hint);
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
