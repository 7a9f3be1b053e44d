package io.fengsui.hub.proving;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk test found, as it is signed.
 *
 * @param passed whether every point passed
 * @param points those that did not pass first
 */
public record Report(
    String test,
    Zone zone,
    String installer,
    Instant since,
    Instant endedAt,
    String endedBy,
    boolean passed,
    int total,
    long passedPoints,
    List<Line> points) {

  public Report {
    points = List.copyOf(points);
  }

  /**
   * A point.
   *
   * @param result {@code passed}, {@code heard} (it spoke, no alarm came) or {@code untried}; only
   *     the first is a pass
   */
  public record Line(
      String device,
      String name,
      String type,
      String place,
      String result,
      @Nullable Instant alarmAt,
      @Nullable String event) {}

  /**
   * With its signature.
   *
   * @param signature over the report's JSON without white space, members in the order of their
   *     names, absent ones left out, UTF-8
   */
  public record Signed(Report report, Seal signature) {}

  /**
   * A signature.
   *
   * @param algorithm {@code Ed25519}
   * @param key the hub's public key, X.509, Base64
   * @param value Base64
   */
  public record Seal(String algorithm, String key, String value) {}
}
