package io.fengsui.hub.pipeline;

import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.dispatch.Channel;
import io.fengsui.hub.dispatch.DispatchSteps;
import io.fengsui.hub.dispatch.desk.DeskSteps;
import io.fengsui.hub.event.DatabasePatience;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.hub.rules.RulesSteps;
import io.fengsui.rules.definition.Rule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The hub's data path from one start to one end of the process, wired as in the hub. */
final class Life {
  final Bus bus;
  final DatabasePatience patience;
  private final Map<Lane, RulesSteps> rules = new EnumMap<>(Lane.class);
  private final Map<String, DispatchSteps> channels = new LinkedHashMap<>();

  /** What outlives it. */
  record World(
      DataSource database,
      HandClock clock,
      LongSupplier ticks,
      Receiver receiver,
      Path states,
      Town town,
      Random random) {}

  /**
   * Begins nothing yet.
   *
   * @param pause what happens while something waits for the database
   */
  Life(Bus bus, World world, List<Rule> rulesOfNow, DatabasePatience.Pause pause)
      throws IOException {
    this.bus = bus;
    var jdbc = JdbcClient.create(world.database());
    var transactions = new JdbcTransactionManager(world.database());
    patience = new DatabasePatience(world.clock(), pause);
    List<Channel> all = List.of(DeskSteps.channel(jdbc, world.clock()), world.receiver());
    var meters = new SimpleMeterRegistry();
    var journal = new EventJournal(jdbc, transactions, List.copyOf(all), patience, _ -> {}, meters);
    for (Lane lane : Lane.values()) {
      var scene = world.town().scene(rulesOfNow);
      rules.put(lane, new RulesSteps(lane, bus, journal, scene, world.states(), world.ticks()));
    }
    for (Channel channel : all) {
      channels.put(
          channel.name(),
          new DispatchSteps(
              channel,
              jdbc,
              new TransactionTemplate(transactions),
              patience,
              world.clock(),
              world.random()));
    }
  }

  /** Starts all stages, in the hub's order. */
  void begin() throws Exception {
    for (DispatchSteps channel : channels.values()) {
      channel.begin();
    }
    for (RulesSteps lane : rules.values()) {
      lane.begin();
    }
  }

  RulesSteps rules(Lane lane) {
    return Objects.requireNonNull(rules.get(lane));
  }

  DispatchSteps channel(String name) {
    return Objects.requireNonNull(channels.get(name));
  }

  List<DispatchSteps> channels() {
    return List.copyOf(channels.values());
  }

  /** Ends it well. */
  void finish() {
    for (RulesSteps lane : rules.values()) {
      lane.finish();
      lane.close();
    }
  }
}
