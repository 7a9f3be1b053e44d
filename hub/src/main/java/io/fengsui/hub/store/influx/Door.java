package io.fengsui.hub.store.influx;

import io.fengsui.adapter.Secret;
import io.fengsui.hub.store.HistoryProperties.Influx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends what the client wants to write where the server takes it: the client knows the v2 path
 * only, and InfluxDB up to 1.7 has {@code /write?db=…}. Also signs in with a name where the server
 * is of the 1.x kind.
 */
final class Door implements Interceptor {

  private static final String V2 = "/api/v2/write";

  private final Influx settings;

  Door(Influx settings) {
    this.settings = settings;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Request.Builder changed = request.newBuilder();
    if (request.url().encodedPath().endsWith(V2) && !settings.writePath().equals(V2)) {
      changed.url(elsewhere(request.url()));
    }
    Secret password = settings.password();
    if (settings.user() != null && password != null) {
      changed.header(
          "Authorization",
          Credentials.basic(settings.user(), password.text(), StandardCharsets.UTF_8));
    }
    return chain.proceed(changed.build());
  }

  private HttpUrl elsewhere(HttpUrl url) throws IOException {
    HttpUrl there = url.resolve(settings.writePath());
    if (there == null) {
      throw new IOException(
          "fengsui.history.influx.write-path is no path: " + settings.writePath());
    }
    return there
        .newBuilder()
        .setQueryParameter("precision", url.queryParameter("precision"))
        .build();
  }
}
