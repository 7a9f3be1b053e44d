package io.fengsui.simulator.hub;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Registers devices: many at once where the hub offers it, else one by one. */
public final class Enrolment {
  private static final int AT_ONCE = 500;

  private Enrolment() {}

  /**
   * Registers all, in order.
   *
   * @throws HubRefusal if the hub refuses one; those before it stay registered
   */
  public static List<Registered> of(HubApi hub, List<NewDevice> devices)
      throws IOException, InterruptedException {
    var all = new ArrayList<Registered>();
    for (int from = 0; from < devices.size(); from += AT_ONCE) {
      var some = devices.subList(from, Math.min(devices.size(), from + AT_ONCE));
      for (var answer : register(hub, some)) {
        all.add(read(answer));
      }
    }
    return all;
  }

  private static Iterable<JsonNode> register(HubApi hub, List<NewDevice> devices)
      throws IOException, InterruptedException {
    var bodies = devices.stream().map(NewDevice::body).toList();
    try {
      return hub.post("/api/devices/batch", bodies).values();
    } catch (HubRefusal e) {
      if (e.status() != 404 && e.status() != 405) {
        throw e;
      }
    }
    var answers = new ArrayList<JsonNode>();
    for (var body : bodies) {
      answers.add(hub.post("/api/devices", body));
    }
    return answers;
  }

  private static Registered read(JsonNode answer) {
    String id = answer.at("/device/id").asString();
    return new Registered(
        id,
        answer.at("/credential/user").asString(id),
        answer.at("/credential/password").asString(),
        answer.at("/publish/topic").asString(""));
  }
}
