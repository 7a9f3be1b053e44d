package io.fengsui.adapter.lwm2m;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.CoapPeer;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detectors that are not who they say. */
class FalseDetectorTest {

  private static final String KEY = "0123456789abcdef";

  @TempDir Path folder;
  private final int port = CoapPeer.freePort();
  private final RecordingUplink hub =
      new RecordingUplink().knows("sd-1", KEY).knows("sd-2", KEY).registers("sd-1", "at-1");
  private RunningLink link;

  @BeforeEach
  void serve() {
    var settings = Lwm2mSettings.listeningOn("127.0.0.1", port, false);
    link = RunningLink.start(new Lwm2mProtocol().adapter(settings), hub.keepsIn(folder));
    hub.awaitServing();
  }

  @AfterEach
  void end() {
    link.close();
  }

  @Test
  void nobody_registers_as_somebody_else() {
    try (var detector = new Detector(port, "at-1", "sd-2", KEY, false, 600)) {
      detector.start();

      assertThat(hub.lost().detail()).contains("another key");
      assertThat(detector.isRegistered()).isFalse();
    }
  }

  @Test
  void who_is_not_registered_is_seen_and_refused() {
    try (var detector = new Detector(port, "at-9", "at-9", KEY, false, 600)) {
      detector.start();

      assertThat(hub.lost().detail()).contains("DTLS identity");
      assertThat(hub.strangers()).anyMatch(each -> each.address().equals("at-9"));
      assertThat(detector.isRegistered()).isFalse();
    }
  }
}
