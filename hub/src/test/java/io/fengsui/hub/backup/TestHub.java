package io.fengsui.hub.backup;

import io.fengsui.hub.HubApplication;
import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.HubApi;
import io.fengsui.simulator.hub.NewDevice;
import io.fengsui.simulator.hub.Registered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** A whole hub in this process, on a folder, and the calls of its API. */
public final class TestHub implements AutoCloseable {
  private static final String TOKEN = "a-token-that-a-test-made-for-the-demo-account";

  private final ConfigurableApplicationContext context;
  private final InetSocketAddress mqtt;
  private final HubApi api;

  /**
   * Starts it, and is ready when this returns.
   *
   * @param settings for instance {@code --fengsui.demo=true}
   * @param parts that take the place of its own ones of the same type, for instance a clock
   */
  public TestHub(Path data, List<String> settings, Object... parts) throws IOException {
    int port = freePort();
    List<String> all = new ArrayList<>(settings);
    all.add("--fengsui.data=" + data);
    all.add("--server.port=0");
    all.add("--fengsui.links.mqtt.mqtt.port=" + port);
    all.add("--spring.main.keep-alive=false");
    var application = new SpringApplication(HubApplication.class);
    application.addInitializers(
        beans ->
            Stream.of(parts).forEach(part -> replace((GenericApplicationContext) beans, part)));
    context = application.run(all.toArray(String[]::new));
    mqtt = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    api = new HubApi(url(""), TOKEN);
  }

  /** Of the account that {@link #demo} makes; it may do everything. */
  public static String token() {
    return TOKEN;
  }

  /** What makes an account with {@link #token}. */
  public static List<String> demo() {
    return List.of("--fengsui.demo=true", "--fengsui.demo-token=" + TOKEN);
  }

  public HubApi api() {
    return api;
  }

  public InetSocketAddress mqtt() {
    return mqtt;
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** The address of its API. */
  public URI url(String path) {
    int port =
        Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public List<Registered> smokeDetectors(int count) throws IOException, InterruptedException {
    return smokeDetectors(api, count);
  }

  static List<Registered> smokeDetectors(HubApi api, int count)
      throws IOException, InterruptedException {
    return Enrolment.of(
        api,
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new NewDevice(
                        "smoke-detector",
                        "Detector " + i,
                        "440106001001001",
                        "",
                        23.13,
                        113.26,
                        Map.of("building", "3")))
            .toList());
  }

  public Set<String> accounts() throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    api.get("/api/accounts").forEach(account -> names.add(account.path("name").asString()));
    return names;
  }

  /** All items of a list of the API. */
  public List<JsonNode> all(String path) throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    String separator = path.contains("?") ? "&" : "?";
    for (int page = 0; ; page++) {
      JsonNode answer = api.get(path + separator + "size=100&page=" + page);
      answer.path("items").forEach(all::add);
      if (answer.path("items").isEmpty() || all.size() >= answer.path("total").asInt()) {
        return all;
      }
    }
  }

  /** One field of all items, sorted. */
  public Set<String> all(String path, String field) throws IOException, InterruptedException {
    Set<String> values = new TreeSet<>();
    all(path).forEach(item -> values.add(item.at(field).asString()));
    return values;
  }

  @Override
  public void close() {
    api.close();
    context.close();
  }

  private static <T> void replace(GenericApplicationContext beans, T part) {
    @SuppressWarnings("unchecked") // its own class
    var type = (Class<T>) part.getClass();
    beans.registerBean("test" + type.getSimpleName(), type, () -> part, it -> it.setPrimary(true));
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
