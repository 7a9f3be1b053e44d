package io.fengsui.simulator.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the hub's HTTP API. Thread-safe; each call blocks until answered or for 30 s. */
public final class HubApi implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final URI url;
  private final String token;
  private final HttpClient http;

  /**
   * Makes a client; calls nobody yet.
   *
   * @param token bearer token; empty = calls are made unsigned
   */
  public HubApi(URI url, String token) {
    this.url = url;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** A client of the same hub that signs its calls. */
  public HubApi with(String otherToken) {
    return new HubApi(url, otherToken);
  }

  /**
   * Reads.
   *
   * @throws HubRefusal if the hub answers with a problem
   * @throws IOException if it cannot be reached
   */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(text(path));
  }

  /** Reads a page that is not JSON. */
  public String text(String path) throws IOException, InterruptedException {
    return call("GET " + path, request(path).GET().build());
  }

  /** Reads a long page line by line. */
  public void lines(String path, Consumer<String> reader) throws IOException, InterruptedException {
    lines("GET " + path, request(path).GET().build(), reader);
  }

  /** Sends a JSON body, and reads a long answer line by line. */
  public void lines(String path, Object body, Consumer<String> reader)
      throws IOException, InterruptedException {
    lines("POST " + path, posting(path, body), reader);
  }

  private void lines(String name, HttpRequest request, Consumer<String> reader)
      throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofInputStream());
    try (var body = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      if (answer.statusCode() >= 300) {
        throw new HubRefusal(name, answer.statusCode(), String.valueOf(body.readLine()));
      }
      for (var line = body.readLine(); line != null; line = body.readLine()) {
        reader.accept(line);
      }
    }
  }

  /** Sends a JSON body. */
  public JsonNode post(String path, Object body) throws IOException, InterruptedException {
    String answer = call("POST " + path, posting(path, body));
    return answer.isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer);
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest posting(String path, Object body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private String call(String name, HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new HubRefusal(name, answer.statusCode(), answer.body().strip());
    }
    return answer.body();
  }
}
