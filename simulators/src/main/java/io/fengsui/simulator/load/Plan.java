package io.fengsui.simulator.load;

import io.fengsui.simulator.wire.Login;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a load run does.
 *
 * @param topic where a device publishes; {@code %s} stands for its user name
 * @param logins one connection each
 * @param rate messages per second over all connections, kept whatever the server does; 0 = each
 *     connection publishes whenever its window has room
 * @param warmUp runs before anything is counted
 * @param window messages of one connection that may wait for their acknowledgement
 * @param tick how often the loop looks; zero = at once when something arrives
 * @param connectsPerSecond how fast connections are opened
 * @param text bytes of text in each message besides its readings
 * @param past if there is one, messages tell of the past instead, and of one reading each
 */
public record Plan(
    InetSocketAddress server,
    String topic,
    List<Login> logins,
    double rate,
    Duration warmUp,
    Duration duration,
    int qos,
    int window,
    Duration tick,
    int connectsPerSecond,
    int text,
    Optional<Past> past) {

  /**
   * Times that have passed. The first message of a connection has the time of the run's clock, and
   * a temperature that rises by 0.000001 from each to the next.
   *
   * @param step from one message of a connection to the next, in their own times
   * @param messages of each connection; when all are sent, the run ends
   */
  public record Past(Duration step, long messages) {}

  /** Messages of the usual size. */
  public Plan(
      InetSocketAddress server,
      String topic,
      List<Login> logins,
      double rate,
      Duration warmUp,
      Duration duration,
      int qos,
      int window,
      Duration tick,
      int connectsPerSecond) {
    this(server, topic, logins, rate, warmUp, duration, qos, window, tick, connectsPerSecond, 0);
  }

  /** Messages with a text. */
  public Plan(
      InetSocketAddress server,
      String topic,
      List<Login> logins,
      double rate,
      Duration warmUp,
      Duration duration,
      int qos,
      int window,
      Duration tick,
      int connectsPerSecond,
      int text) {
    this(
        server,
        topic,
        logins,
        rate,
        warmUp,
        duration,
        qos,
        window,
        tick,
        connectsPerSecond,
        text,
        Optional.empty());
  }

  /** The same with messages that tell of the past. */
  public Plan with(Past times) {
    return new Plan(
        server,
        topic,
        logins,
        rate,
        warmUp,
        duration,
        qos,
        window,
        tick,
        connectsPerSecond,
        text,
        Optional.of(times));
  }

  public Plan {
    logins = List.copyOf(logins);
    check(!logins.isEmpty(), "at least one connection is needed");
    check(rate >= 0, "the rate is negative: " + rate);
    check(qos == 0 || qos == 1, "QoS is 0 or 1, not " + qos);
    check(qos == 1 || rate > 0, "QoS 0 has no acknowledgements, so it needs a rate");
    check(window >= 1 && window <= 65_535, "the window is 1 to 65535, not " + window);
    check(connectsPerSecond > 0, "connects per second must be positive: " + connectsPerSecond);
  }

  private static void check(boolean holds, String why) {
    if (!holds) {
      throw new IllegalArgumentException(why);
    }
  }
}
