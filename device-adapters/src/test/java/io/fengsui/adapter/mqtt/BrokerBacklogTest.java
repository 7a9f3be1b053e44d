package io.fengsui.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import org.junit.jupiter.api.Test;

/** A broker that was restarted itself sends all that was on its way, at once. */
class BrokerBacklogTest {
  private static final int ALL_THAT_MAY_BE_UNANSWERED = 1_000;

  @Test
  void a_session_with_all_that_may_be_unanswered_is_drained_before_the_subscription_is_confirmed()
      throws Exception {
    var uplink = new RecordingUplink().knows("es-1", "secret");
    try (var broker = new ScriptedBroker("hub/street/es-1/telemetry", ALL_THAT_MAY_BE_UNANSWERED);
        var link = RunningLink.start(broker.adapter(), uplink)) {
      assertThat(uplink.awaitServing()).contains("earlier session");
      assertThat(uplink.heard(Telemetry.class, ALL_THAT_MAY_BE_UNANSWERED))
          .hasSize(ALL_THAT_MAY_BE_UNANSWERED);
      assertThat(link).isNotNull();
    }
  }
}
