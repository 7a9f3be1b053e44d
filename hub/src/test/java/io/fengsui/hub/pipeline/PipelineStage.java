package io.fengsui.hub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.dispatch.Notification;
import io.fengsui.hub.event.EventSteps;
import io.fengsui.hub.event.GovernanceEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline to tell scenarios with:
 *
 * <pre>{@code
 * given(says("sd-1", SMOKE), round());
 * when(killed(3), says("sd-2", SMOKE));
 * then().events("smoke sd-1 up 1", "smoke sd-2 up 1");
 * }</pre>
 */
abstract class PipelineStage {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @TempDir java.nio.file.Path folder;
  private Pipeline pipeline;

  @BeforeEach
  void given_a_hub_that_has_just_started() throws Exception {
    Pipeline.empty(database.jdbc());
    pipeline = new Pipeline(folder, database.dataSource(), Town.usual());
  }

  @AfterEach
  void close_it() throws Exception {
    pipeline.close();
  }

  protected Pipeline pipeline() {
    return pipeline;
  }

  /** Lets these things happen. */
  protected void given(Step... steps) throws Exception {
    pipeline.plays(List.of(steps));
  }

  /** Lets these things happen, then lets the hub work until nothing is left to do. */
  protected void when(Step... steps) throws Exception {
    given(steps);
    pipeline.settles();
  }

  /** What came of it. The {@link Laws} are checked first. */
  protected Outcome then() throws Exception {
    Laws.hold(pipeline);
    return new Outcome(pipeline);
  }

  /** What people and programs can see. */
  protected record Outcome(Pipeline pipeline) {

    /** All events: {@code rule device up|over revision}. */
    Outcome events(String... expected) {
      assertThat(
              EventSteps.events(pipeline.jdbc).stream()
                  .sorted(
                      Comparator.comparing(GovernanceEvent::rule)
                          .thenComparing(GovernanceEvent::subject)
                          .thenComparing(GovernanceEvent::raisedAt))
                  .map(Outcome::sentence))
          .containsExactly(expected);
      return this;
    }

    /** All tasks: {@code rule device}. */
    Outcome tasks(String... expected) {
      assertThat(
              pipeline
                  .jdbc
                  .sql(
                      """
                      select e.rule || ' ' || e.subject from task t join event e on e.id = t.event
                      order by 1
                      """)
                  .query(String.class)
                  .list())
          .containsExactly(expected);
      return this;
    }

    /** Keys of what the receiver took, as often as it did. */
    ListAssert<String> told() {
      return assertThat(pipeline.receiver.taken.stream().map(Notification::key).toList());
    }

    private static String sentence(GovernanceEvent event) {
      return "%s %s %s %d"
          .formatted(
              event.rule(), event.subject(), event.active() ? "up" : "over", event.revision());
    }
  }

  protected static Step says(String device, Saying what) {
    return new Step.Says(device, what);
  }

  protected static Step saysLate(String device, Saying what, Duration ago) {
    return new Step.SaysLate(device, what, ago);
  }

  protected static Step passes(int seconds) {
    return new Step.Passes(Duration.ofSeconds(seconds));
  }

  protected static Step round() {
    return new Step.Round();
  }

  protected static Step writes(Lane lane) {
    return new Step.Writes(lane);
  }

  protected static Step evaluates(Lane lane) {
    return new Step.Evaluates(lane);
  }

  protected static Step killed(int secondsAway) {
    return new Step.Killed(Duration.ofSeconds(secondsAway));
  }

  protected static Step powerCut(int secondsAway) {
    return new Step.PowerCut(Duration.ofSeconds(secondsAway));
  }

  protected static Step stopped(int secondsAway) {
    return new Step.Stopped(Duration.ofSeconds(secondsAway));
  }

  protected static Step databaseAway(int seconds) {
    return new Step.DatabaseAway(Duration.ofSeconds(seconds));
  }

  protected static Step clockJumps(int seconds) {
    return new Step.ClockJumps(Duration.ofSeconds(seconds));
  }

  protected static Step atCommit(FaultyDatabase.AtCommit fault) {
    return new Step.Commit(fault);
  }

  protected static Step spoiled(Lane lane, Spoiling how) {
    return new Step.StateSpoiled(lane, how);
  }

  protected static Step answers(Receiver.Answer answer) {
    return new Step.Answers(answer);
  }
}
