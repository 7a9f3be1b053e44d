package io.fengsui.simulator.bench.rules;

import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.Subject;
import io.fengsui.rules.definition.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The engine takes in messages of a district. What makes the messages is not counted. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineWork {
  /** No more than stay at hand: the hub has decoded a message just before. */
  private static final int MESSAGES = 256;

  private static final int AHEAD = 32;

  /** Until then devices still begin to need memory for windows that they had not needed before. */
  private static final int ROUNDS = 20;

  /** {@code mix} or {@code thresholds}. */
  @Param("mix")
  public String kind = "mix";

  /** How many rules. */
  @Param("200")
  public int rules;

  /** How many values a message has. */
  @Param("5")
  public int values;

  /** One message in so many is unusual. */
  @Param("1000")
  public int oddOneIn;

  private District district = new District(1, 0);
  private RuleEngine engine = new RuleEngine(List.of());
  private Message[] messages = {};
  private final List<Subject> next = new ArrayList<>();
  private long changes;

  /** JMH calls it first: each device was heard often. */
  @Setup(Level.Trial)
  public void settle() {
    List<Rule> all = kind.equals("mix") ? RuleMix.mix(rules) : RuleMix.thresholds(rules);
    district = new District(values, oddOneIn);
    engine = new RuleEngine(all);
    for (int i = 0; i < ROUNDS * District.DEVICES / MESSAGES; i++) {
      next();
      take();
    }
  }

  /** JMH calls it before each measured call. */
  @Setup(Level.Invocation)
  public void next() {
    messages = district.messages(MESSAGES);
  }

  /** What is measured. */
  @Benchmark
  public long engine(Spent spent) {
    spent.begin();
    take();
    spent.end(MESSAGES * values);
    return changes;
  }

  private void count(Change change) {
    changes++;
  }

  private void take() {
    Consumer<Change> out = this::count;
    for (int i = 0; i < messages.length; i++) {
      if (i % AHEAD == 0) {
        expect(i); // as the hub does
      }
      Message message = messages[i];
      engine.accept(message.device(), message.at(), message.readings(), message.at(), true, out);
    }
  }

  private void expect(int from) {
    next.clear();
    for (int i = from; i < Math.min(from + AHEAD, messages.length); i++) {
      next.add(messages[i].device());
    }
    engine.expect(next);
  }
}
