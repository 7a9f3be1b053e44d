package io.fengsui.hub.rules;

import io.fengsui.hub.event.DatabasePatience;
import io.fengsui.rules.definition.Rule;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while the rules of a lane do not move. */
@Component("rules")
class RulesHealth implements HealthIndicator {
  private final RulesStage stage;
  private final DatabasePatience database;

  RulesHealth(RulesStage stage, DatabasePatience database) {
    this.stage = stage;
    this.database = database;
  }

  @Override
  public Health health() {
    Health.Builder health =
        Health.up()
            .withDetail("rules", stage.rules().size())
            .withDetail("shadow", stage.rules().stream().filter(Rule::shadow).count());
    for (RulesStage.LaneProgress lane : stage.progress()) {
      String key = lane.lane().key();
      health.withDetail(key + ".lag", lane.lag());
      if (!lane.running() || !lane.trouble().isEmpty()) {
        health.down().withDetail(key, lane.trouble().isEmpty() ? "stopped" : lane.trouble());
      }
    }
    if (!stage.trouble().isEmpty()) {
      health.down().withDetail("version", stage.trouble());
    }
    database.outage().ifPresent(outage -> health.down().withDetail("database", outage.reason()));
    return health.build();
  }
}
