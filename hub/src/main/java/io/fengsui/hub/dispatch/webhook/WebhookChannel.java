package io.fengsui.hub.dispatch.webhook;

import io.fengsui.hub.dispatch.Channel;
import io.fengsui.hub.dispatch.Delivery;
import io.fengsui.hub.dispatch.Notification;
import io.fengsui.hub.event.EventRevision;
import io.fengsui.hub.event.Mark;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Posts events to the configured address. */
@Component
@ConditionalOnProperty("fengsui.dispatch.webhook.url")
class WebhookChannel implements Channel {
  private final WebhookSettings settings;
  private final URI url;
  private final Signature signature;
  private final HttpClient http;
  private final Clock clock;

  WebhookChannel(WebhookSettings settings, Clock clock) {
    this.settings = settings;
    this.url = Objects.requireNonNull(settings.url(), "fengsui.dispatch.webhook.url");
    this.signature = new Signature(settings.secret());
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public int parallelism() {
    return settings.parallelism();
  }

  @Override
  public boolean wants(EventRevision revision) {
    return (settings.drills() || revision.event().mark() != Mark.DRILL)
        && (settings.events() == WebhookSettings.Events.ALL || revision.event().makesTask());
  }

  @Override
  public Delivery deliver(Notification notification) throws InterruptedException {
    CompletableFuture<HttpResponse<String>> exchange =
        http.sendAsync(request(notification), _ -> new FirstBytes());
    try {
      HttpResponse<String> answer =
          exchange.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return Verdicts.of(answer.statusCode(), answer.headers(), answer.body(), clock.instant());
    } catch (ExecutionException e) {
      return new Delivery.Retry(String.valueOf(e.getCause()), Optional.empty());
    } catch (TimeoutException e) {
      return new Delivery.Retry(
          "no answer within " + settings.requestTimeout().toMillis() + " ms", Optional.empty());
    } finally {
      exchange.cancel(true);
    }
  }

  private HttpRequest request(Notification notification) {
    Instant now = clock.instant();
    String body = CloudEvents.body(notification, settings.source());
    return HttpRequest.newBuilder(url)
        .header("Content-Type", CloudEvents.CONTENT_TYPE)
        .header("Idempotency-Key", notification.key())
        .header(Signature.HEADER, signature.of(now, body))
        .header("User-Agent", "Fengsui")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
