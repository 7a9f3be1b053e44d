package io.fengsui.hub.link;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that all links share; each link's own stand under {@code fengsui.links}.
 *
 * @param clockTolerance how far before the hub's time a device's may lie before it is taken for a
 *     clock that is not set, and set aside: longer than a gateway is cut off and keeps readings
 * @param retryMin pause before a failed link is started again; doubles from failure to failure
 * @param retryMax longest pause
 * @param startPatience how long the hub's start waits for links to serve
 * @param stopPatience how long a link may take to end
 */
@ConfigurationProperties("fengsui.link")
public record LinkProperties(
    @DefaultValue("31d") Duration clockTolerance,
    @DefaultValue("1s") Duration retryMin,
    @DefaultValue("60s") Duration retryMax,
    @DefaultValue("3s") Duration startPatience,
    @DefaultValue("5s") Duration stopPatience) {

  public LinkProperties {
    if (!retryMin.isPositive() || retryMax.compareTo(retryMin) < 0) {
      throw new IllegalArgumentException(
          "fengsui.link.retry-min must be positive and at most retry-max: %s, %s"
              .formatted(retryMin, retryMax));
    }
    if (clockTolerance.isNegative()) {
      throw new IllegalArgumentException(
          "fengsui.link.clock-tolerance must not be negative: " + clockTolerance);
    }
  }
}
