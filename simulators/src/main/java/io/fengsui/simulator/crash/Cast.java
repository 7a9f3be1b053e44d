package io.fengsui.simulator.crash;

import io.fengsui.simulator.crash.Actor.Role;
import io.fengsui.simulator.crash.Actor.Way;
import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.HubApi;
import io.fengsui.simulator.hub.NewDevice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The devices of a campaign.
 *
 * @param steady that speak all the time
 * @param fresh detectors that come in with a round, in the order of rounds
 */
record Cast(List<Actor> steady, List<Actor> fresh) {
  private static final String STEADY_CLASS = "20s";
  private static final String QUIET_CLASS = "25h";

  Cast {
    steady = List.copyOf(steady);
    fresh = List.copyOf(fresh);
  }

  /**
   * Registers all. Those that speak all the time come last and in the shortest supervision class,
   * so that every silence that the hub makes up becomes an event.
   */
  static Cast enrol(HubApi hub, CampaignPlan plan) throws IOException, InterruptedException {
    int fresh = plan.rounds() * plan.fresh();
    var late =
        actors(hub, "smoke-detector", QUIET_CLASS, fresh, Role.DETECTOR, List.of(Way.DIRECT));
    var direct = plan.has(FaultKind.NETWORK) ? List.of(Way.DIRECT, Way.CABLE) : List.of(Way.DIRECT);
    var ways = new ArrayList<>(direct);
    if (plan.has(FaultKind.BROKER)) {
      ways.add(Way.BROKER);
    }
    var steady =
        Stream.concat(
                actors(hub, "smoke-detector", STEADY_CLASS, plan.detectors(), Role.DETECTOR, direct)
                    .stream(),
                actors(hub, "environment-sensor", STEADY_CLASS, plan.sensors(), Role.SENSOR, ways)
                    .stream())
            .toList();
    return new Cast(steady, late);
  }

  /** Those that come in with a round. */
  List<Actor> freshOf(int round, int each) {
    return fresh.subList((round - 1) * each, round * each);
  }

  /** Ids of those that speak over a way. */
  Stream<String> over(Way way) {
    return all().filter(each -> each.way() == way).map(Actor::id);
  }

  Stream<Actor> all() {
    return Stream.concat(steady.stream(), fresh.stream());
  }

  private static List<Actor> actors(
      HubApi hub, String type, String supervision, int count, Role role, List<Way> ways)
      throws IOException, InterruptedException {
    List<NewDevice> wanted = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      wanted.add(
          new NewDevice(type, "测试点 " + n, "440111010001001", supervision, 23.17, 113.22, Map.of()));
    }
    List<Actor> actors = new ArrayList<>();
    for (var device : Enrolment.of(hub, wanted)) {
      actors.add(new Actor(device, role, ways.get(actors.size() % ways.size())));
    }
    return actors;
  }
}
