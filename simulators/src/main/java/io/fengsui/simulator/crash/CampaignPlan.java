package io.fengsui.simulator.crash;

import io.fengsui.simulator.crash.Fault.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a campaign does. All is drawn before it begins, so the same plan is the same campaign
 * whatever the machine's speed.
 *
 * @param rounds how many
 * @param seed of all that is drawn
 * @param faults the kinds that are drawn from
 * @param sensors that publish numbered readings all the time
 * @param detectors that raise and clear their alarm all the time
 * @param fresh detectors of each round that raise their first alarm in it, and keep it up
 * @param longOnes whether some pauses and outages outlast the devices' supervision class
 */
public record CampaignPlan(
    int rounds,
    long seed,
    Set<FaultKind> faults,
    int sensors,
    int detectors,
    int fresh,
    boolean longOnes) {
  private static final double SECOND_FAULT = 0.35;
  private static final double THIRD_FAULT = 0.3;

  /** Longer than the 20 s class of the campaign's devices. */
  private static final Duration LONG = Duration.ofSeconds(22);

  public CampaignPlan {
    if (faults.isEmpty() || rounds < 1) {
      throw new IllegalArgumentException("a campaign needs a round and a kind of fault");
    }
    faults = Set.copyOf(faults);
  }

  /** A campaign of the usual size. */
  public static CampaignPlan of(int rounds, long seed, Set<FaultKind> faults) {
    return new CampaignPlan(rounds, seed, faults, 24, 36, 6, true);
  }

  /** The same with short pauses and outages only. */
  public CampaignPlan brief() {
    return new CampaignPlan(rounds, seed, faults, sensors, detectors, fresh, false);
  }

  /** The same with other faults. */
  public CampaignPlan with(Set<FaultKind> others) {
    return new CampaignPlan(rounds, seed, others, sensors, detectors, fresh, longOnes);
  }

  boolean has(FaultKind kind) {
    return faults.contains(kind);
  }

  /** All rounds. Each kind comes first in a round before any does for the second time. */
  List<Round> draw() {
    var random = new Random(seed);
    var deck = new ArrayList<FaultKind>();
    return IntStream.rangeClosed(1, rounds)
        .mapToObj(
            number -> {
              if (deck.isEmpty()) {
                deck.addAll(EnumSet.copyOf(faults));
              }
              return round(number, take(deck, random), random);
            })
        .toList();
  }

  private Round round(int number, FaultKind first, Random random) {
    var kinds = new ArrayList<>(EnumSet.copyOf(faults));
    kinds.remove(first);
    var drawn = new ArrayList<Fault>();
    drawn.add(fault(first, random));
    if (!kinds.isEmpty() && random.nextDouble() < SECOND_FAULT) {
      drawn.add(fault(take(kinds, random), random));
      if (!kinds.isEmpty() && random.nextDouble() < THIRD_FAULT) {
        drawn.add(fault(take(kinds, random), random));
      }
    }
    var endings = drawn.stream().filter(Ending.class::isInstance).toList();
    drawn.removeAll(endings);
    endings.stream().limit(1).forEach(drawn::add);
    return new Round(number, millis(random, 300, 2500), drawn, millis(random, 0, 1500));
  }

  private static FaultKind take(List<FaultKind> kinds, Random random) {
    return kinds.remove(random.nextInt(kinds.size()));
  }

  private Fault fault(FaultKind kind, Random random) {
    return switch (kind) {
      case KILL -> new Fault.Kill(outage(random), random.nextInt(4) == 0);
      case DATABASE -> new Fault.KillDatabase();
      case BROKER -> new Fault.KillBroker(millis(random, 100, 3000));
      case PAUSE ->
          random.nextBoolean()
              ? new Fault.PauseHub(pause(random))
              : new Fault.PauseDatabase(millis(random, 500, 8000));
      case FULL_DISK -> new Fault.FillDisk(millis(random, 500, 6000));
      case SLOW_DISK -> new Fault.SlowDisk(millis(random, 1000, 5000));
      case POWER_LOSS -> new Fault.PowerLoss(outage(random));
      case CLOCK -> new Fault.TurnClock(Duration.ofHours(random.nextBoolean() ? 1 : -1));
      case NETWORK -> new Fault.CutNetwork(millis(random, 300, 5000));
    };
  }

  private Duration pause(Random random) {
    boolean isLong = random.nextInt(6) == 0;
    var usual = millis(random, 500, 8000);
    return isLong && longOnes ? LONG : usual;
  }

  private Duration outage(Random random) {
    return random.nextInt(12) == 0 && longOnes ? LONG : Duration.ZERO;
  }

  private static Duration millis(Random random, int least, int most) {
    return Duration.ofMillis(least + random.nextInt(most - least));
  }
}
