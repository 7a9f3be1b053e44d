package io.fengsui.hub.dispatch.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the webhook. It is off while no address is set.
 *
 * @param url http or https address that takes the POST
 * @param secret signing key, at least 16 bytes; ask the receiver for it
 * @param source the CloudEvents {@code source}: which hub this is
 * @param events which events are handed over
 * @param connectTimeout longest wait for a connection
 * @param requestTimeout longest wait for the whole exchange; at most 1 min
 * @param parallelism how many events may be under way at the same time, 1 to 32
 * @param drills whether the receiver wants the hub's drills, which say so in {@code mark}
 */
@ConfigurationProperties("fengsui.dispatch.webhook")
record WebhookSettings(
    @Nullable URI url,
    @DefaultValue("") String secret,
    @DefaultValue("/fengsui") String source,
    @DefaultValue("tasks") Events events,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("10s") Duration requestTimeout,
    @DefaultValue("4") int parallelism,
    @DefaultValue("false") boolean drills) {

  private static final int SHORTEST_SECRET = 16;

  /** Which events. */
  enum Events {
    /** Those that ask for somebody to act. */
    TASKS,
    /** Technical ones too, for instance silent devices. */
    ALL
  }

  WebhookSettings {
    List<String> problems = new ArrayList<>();
    if (url != null) {
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      if ((!scheme.equals("http") && !scheme.equals("https")) || url.getHost() == null) {
        problems.add("fengsui.dispatch.webhook.url: not an http or https address: " + url);
      }
      if (secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
        problems.add("fengsui.dispatch.webhook.secret: at least 16 bytes are needed to sign with");
      }
    }
    if (!connectTimeout.isPositive()) {
      problems.add("fengsui.dispatch.webhook.connect-timeout: must be positive: " + connectTimeout);
    }
    if (!requestTimeout.isPositive() || requestTimeout.compareTo(Duration.ofMinutes(1)) > 0) {
      problems.add("fengsui.dispatch.webhook.request-timeout: up to 1m: " + requestTimeout);
    }
    if (parallelism < 1 || parallelism > 32) {
      problems.add("fengsui.dispatch.webhook.parallelism: 1 to 32: " + parallelism);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Does not print the secret. */
  @Override
  public String toString() {
    return "WebhookSettings[url=%s, secret=***, source=%s, events=%s]"
        .formatted(url, source, events);
  }
}
