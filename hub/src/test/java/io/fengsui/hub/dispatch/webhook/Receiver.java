package io.fengsui.hub.dispatch.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A platform's end of the webhook, on a real socket, that answers as it is told. */
public final class Receiver implements AutoCloseable {
  static final int NO_ANSWER = 0;

  private final HttpServer server;
  private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Map<String, String> headers = Map.of();
  public final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What came in. */
  public record Request(String key, String signature, String contentType, String body) {}

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  /** Answers the next requests so, and all after them with 204. */
  public void answers(int... statuses) {
    for (int status : statuses) {
      answers.add(status);
    }
  }

  void answersWith(Map<String, String> given) {
    headers = given;
  }

  public String url() {
    return "http://127.0.0.1:%d/events".formatted(server.getAddress().getPort());
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            exchange.getRequestHeaders().getFirst("Fengsui-Signature"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            body));
    Integer status = answers.poll();
    if (status != null && status == NO_ANSWER) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
      return;
    }
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status == null ? 204 : status, -1);
    exchange.close();
  }
}
