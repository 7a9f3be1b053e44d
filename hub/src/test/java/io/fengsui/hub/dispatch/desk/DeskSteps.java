package io.fengsui.hub.dispatch.desk;

import io.fengsui.hub.dispatch.Channel;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The desk's channel, outside of a Spring context. */
public final class DeskSteps {
  private DeskSteps() {}

  public static Channel channel(JdbcClient jdbc, Clock clock) {
    return new DeskChannel(jdbc, new DeskSettings(true), _ -> {}, clock);
  }
}
