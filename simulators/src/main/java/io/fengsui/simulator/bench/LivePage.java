package io.fengsui.simulator.bench;

import io.fengsui.simulator.hub.HubApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at a hub as an open page does: the live stream tells which events sound, and after each
 * break the list says what was missed. Notes when each was told, on a thread of its own.
 */
final class LivePage implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PAUSE_MILLIS = 100;
  private static final int PAGE = 500;

  private final Supplier<HubApi> hub;
  private final Map<String, List<Long>> told = new ConcurrentHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Thread thread;
  private volatile boolean over;
  private boolean fresh;
  private boolean before;
  private String kind = "";

  private LivePage(Supplier<HubApi> hub) {
    this.hub = hub;
    this.thread = Thread.ofVirtual().name("live-page").unstarted(this::look);
  }

  /**
   * Opens it.
   *
   * @param hub the calls of the hub that runs now
   */
  static LivePage open(Supplier<HubApi> hub) {
    var page = new LivePage(hub);
    page.thread.start();
    return page;
  }

  /** How many events it was told of. */
  int events() {
    return told.size();
  }

  /**
   * By device, the {@link System#nanoTime()} of each time when an event of a rule was told of it as
   * sounding. Asks the hub whom the events are of.
   */
  Map<String, List<Long>> told(String rule) throws IOException, InterruptedException {
    var byDevice = new ConcurrentHashMap<String, List<Long>>();
    for (var event : events("")) {
      var times = told.get(event.path("id").asString());
      if (times != null && event.path("rule").asString().equals(rule)) {
        byDevice.merge(event.at("/subject/id").asString(), times, LivePage::both);
      }
    }
    return byDevice;
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      while (!over) {
        fresh = true;
        try {
          hub.get().lines("/api/stream", this::line);
        } catch (IOException e) { // the hub is away, or has cut a page that was too slow
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void line(String line) {
    if (fresh) {
      fresh = false;
      catchUp();
    }
    if (line.startsWith("event: ")) {
      kind = line.substring("event: ".length());
    } else if (line.startsWith("data: ") && kind.equals("event")) {
      note(JSON.readTree(line.substring("data: ".length())));
    }
  }

  /** What was told while it did not listen is seen now. */
  private void catchUp() {
    if (!before) {
      before = true;
      return;
    }
    try {
      events("&state=active").forEach(this::note);
    } catch (IOException e) {
      fresh = true; // looked up at the next line
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(JsonNode event) {
    String id = event.path("id").asString();
    if (event.path("active").asBoolean() && known.add(id + " " + event.path("revision").asInt())) {
      told.merge(id, List.of(System.nanoTime()), LivePage::both);
    }
  }

  private List<JsonNode> events(String more) throws IOException, InterruptedException {
    var all = new ArrayList<JsonNode>();
    for (int number = 0; ; number++) {
      var page = hub.get().get("/api/events?size=%d&page=%d%s".formatted(PAGE, number, more));
      page.path("items").forEach(all::add);
      if (page.path("items").size() < PAGE) {
        return all;
      }
    }
  }

  private static List<Long> both(List<Long> some, List<Long> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
