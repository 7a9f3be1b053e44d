package io.fengsui.simulator.load;

import org.HdrHistogram.Histogram;

/**
 * What a load run saw.
 *
 * @param connected connections that the server accepted
 * @param refused connections that could not be opened
 * @param broken connections that ended or broke the protocol before the end
 * @param sent messages given to connections in the counted time
 * @param acknowledged PUBACKs in the counted time
 * @param wrong PUBACKs for a message that was not on its way
 * @param unanswered messages sent whose PUBACK had not come when the run's last wait ended
 * @param seconds the counted time
 * @param cpuSeconds of the sending thread in the counted time
 * @param latency from when a message was due to its acknowledgement, in microseconds
 */
public record Report(
    int connected,
    int refused,
    int broken,
    long sent,
    long acknowledged,
    long wrong,
    long unanswered,
    double seconds,
    double cpuSeconds,
    Histogram latency) {

  /** Acknowledged (with QoS 0: sent) messages per second. */
  public double rate() {
    return (acknowledged > 0 ? acknowledged : sent) / seconds;
  }

  /** What a person reads. */
  public String text() {
    return """
        connections  %d accepted, %d refused, %d broken
        sent         %,d  (%,.0f/s)
        acknowledged %,d  (%,.0f/s), %d wrong, %d unanswered
        latency      p50 %.2f ms, p90 %.2f, p99 %.2f, p99.9 %.2f, max %.2f
        own CPU      %.2f µs per message"""
        .formatted(
            connected,
            refused,
            broken,
            sent,
            sent / seconds,
            acknowledged,
            acknowledged / seconds,
            wrong,
            unanswered,
            millis(50),
            millis(90),
            millis(99),
            millis(99.9),
            latency.getMaxValue() / 1e3,
            cpuSeconds * 1e6 / Math.max(1, sent));
  }

  /** A latency percentile in milliseconds. */
  public double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e3;
  }
}
