package io.fengsui.simulator.street;

import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.HubApi;
import io.fengsui.simulator.hub.NewDevice;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.scenario.Post;
import io.fengsui.simulator.scenario.Scenario;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a scenario's devices known to the hub, each once, however often the street is run. */
final class Registration {
  private static final int PAGE = 200;

  private Registration() {}

  /** By key; those that the roster names and the hub still knows keep their ids. */
  static Map<String, Registered> of(Scenario scenario, HubApi hub, Roster roster, Journal journal)
      throws IOException, InterruptedException {
    var devices = new LinkedHashMap<>(roster.read());
    if (!devices.isEmpty()) {
      var known = inService(hub);
      devices.values().removeIf(device -> !known.contains(device.id()));
    }
    var missing =
        scenario.posts().stream().filter(post -> !devices.containsKey(post.key())).toList();
    journal.tell(
        "设备 %d 台：沿用 %d 台，新登记 %d 台",
        "%d devices: %d known from before, %d to register",
        scenario.posts().size(),
        scenario.posts().size() - missing.size(),
        missing.size());
    enrol(hub, missing.stream().filter(post -> post.behind().isEmpty()).toList(), devices);
    enrol(hub, missing.stream().filter(post -> !post.behind().isEmpty()).toList(), devices);
    roster.write(devices);
    return devices;
  }

  private static void enrol(HubApi hub, List<Post> posts, Map<String, Registered> devices)
      throws IOException, InterruptedException {
    var made = Enrolment.of(hub, posts.stream().map(post -> form(post, devices)).toList());
    for (int i = 0; i < posts.size(); i++) {
      devices.put(posts.get(i).key(), made.get(i));
    }
  }

  /**
   * @param devices those that others hang on
   */
  private static NewDevice form(Post post, Map<String, Registered> devices) {
    Registered behind = devices.get(post.behind());
    return new NewDevice(
        post.kind().type(),
        post.kind().link(),
        behind == null ? "" : behind.id(),
        Addresses.of(post),
        post.name(),
        post.grid(),
        post.kind().supervision(),
        post.latitude(),
        post.longitude(),
        Map.of(
            "community", post.community(),
            "street", post.street(),
            "building", post.building(),
            "floor", Integer.toString(post.floor()),
            "room", post.room()));
  }

  private static Set<String> inService(HubApi hub) throws IOException, InterruptedException {
    var ids = new HashSet<String>();
    for (int page = 0, seen = 0, total = 1; seen < total; page++) {
      var answer = hub.get("/api/devices?size=" + PAGE + "&page=" + page);
      var items = answer.path("items");
      if (items.isEmpty()) {
        return ids;
      }
      for (var item : items) {
        if (!item.path("state").asString("").equalsIgnoreCase("RETIRED")) {
          ids.add(item.path("id").asString());
        }
      }
      seen += items.size();
      total = answer.path("total").asInt();
    }
    return ids;
  }
}
