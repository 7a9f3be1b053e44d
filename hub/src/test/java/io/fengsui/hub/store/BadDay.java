package io.fengsui.hub.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in front of a real server and gives it bad days. */
final class BadDay implements AutoCloseable {

  /** What happens to a request. */
  enum Mood {
    PASS,
    /** The server never sees it. */
    ERROR,
    /** Nor this one, and the answer says to come later. */
    TOO_MANY,
    /** The server takes it, and the caller is told that it failed. */
    TAKEN_THEN_ERROR,
    /** The connection breaks in the middle of the request. */
    CUT,
    /** The server takes it, and the connection breaks before the answer. */
    TAKEN_THEN_CUT
  }

  private final HttpServer front;
  private final String behind;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile Mood mood = Mood.PASS;

  BadDay(String behind) throws IOException {
    this.behind = behind;
    front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    front.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    front.createContext("/", this::handle);
    front.start();
  }

  String address() {
    return "http://127.0.0.1:" + front.getAddress().getPort();
  }

  void feel(Mood next) {
    refused.set(0);
    mood = next;
  }

  /** Requests that failed since the mood changed. */
  int refused() {
    return refused.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (mood) {
        case PASS -> answer(exchange, pass(exchange));
        case ERROR -> refuse(exchange, 500);
        case TOO_MANY -> refuse(exchange, 429);
        case TAKEN_THEN_ERROR -> {
          pass(exchange);
          refuse(exchange, 500);
        }
        case CUT -> {
          exchange.getRequestBody().readNBytes(50);
          refused.incrementAndGet();
        }
        case TAKEN_THEN_CUT -> {
          pass(exchange);
          refused.incrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Passed(int status, String body) {}

  private Passed pass(HttpExchange exchange) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
            .timeout(Duration.ofSeconds(10))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : List.of("Accept", "Content-Type")) {
      exchange
          .getRequestHeaders()
          .getOrDefault(name, List.of())
          .forEach(v -> request.header(name, v));
    }
    var answer = http.send(request.build(), BodyHandlers.ofString());
    return new Passed(answer.statusCode(), answer.body());
  }

  private static void answer(HttpExchange exchange, Passed passed) throws IOException {
    byte[] body = passed.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(passed.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private void refuse(HttpExchange exchange, int status) throws IOException {
    exchange.getRequestBody().readAllBytes();
    refused.incrementAndGet();
    exchange.sendResponseHeaders(status, -1);
  }

  @Override
  public void close() {
    front.stop(0);
  }
}
