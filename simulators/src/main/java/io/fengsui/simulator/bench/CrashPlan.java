package io.fengsui.simulator.bench;

import java.time.Duration;

/**
 * What a crash test does.
 *
 * @param rounds how often the hub is killed
 * @param seed the same seed draws the same instants
 * @param sensors connections that publish numbered readings all the time
 * @param detectors smoke detectors of each round, each with one alarm
 * @param earliest the hub is killed this long after the traffic began, at the earliest
 * @param latest at the latest
 * @param databaseToo share of the rounds, 0 to 1, in which the database server is killed as well
 */
public record CrashPlan(
    int rounds,
    long seed,
    int sensors,
    int detectors,
    Duration earliest,
    Duration latest,
    double databaseToo) {

  /** A plan of the usual size. */
  public static CrashPlan of(int rounds, long seed) {
    return new CrashPlan(
        rounds, seed, 20, 30, Duration.ofMillis(300), Duration.ofMillis(2500), 0.25);
  }

  /** The same plan with another share of rounds in which the database server is killed as well. */
  public CrashPlan withDatabaseToo(double share) {
    return new CrashPlan(rounds, seed, sensors, detectors, earliest, latest, share);
  }
}
