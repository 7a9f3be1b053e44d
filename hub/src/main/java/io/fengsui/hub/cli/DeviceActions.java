package io.fengsui.hub.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What an installer does with a registered device. */
final class DeviceActions {
  private DeviceActions() {}

  /** Waits until the hub hears the device; a device that stays silent is exit status 1. */
  @Command(name = "test")
  static final class Test implements Runnable {
    private final Fengsui fengsui;

    @Parameters(arity = "0..1", paramLabel = "ID", descriptionKey = "device.id")
    private String id = "";

    @Mixin private final DeviceWalk walk = new DeviceWalk();

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "60")
    private int timeout = 60;

    Test(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      if (walk.isAskedFor()) {
        walk.run(fengsui);
        return;
      }
      Screen screen = fengsui.screen();
      if (id.isEmpty() && spec != null) {
        throw new ParameterException(spec.commandLine(), screen.texts().get("device.test.what"));
      }
      JsonNode answer = waitFor(screen);
      boolean heard = answer.path("heard").asBoolean(false);
      if (screen.tookAsJson(answer) && heard) {
        return;
      }
      if (!heard) {
        Texts texts = screen.texts();
        throw new Refusal(
            texts.get("device.test.silent", id, timeout), texts.get("device.test.check", id));
      }
      Texts texts = screen.texts();
      screen.say(
          "device.test.heard",
          id,
          answer.path("afterMillis").asLong(0),
          texts.word("state", answer.path("state").asString("")));
      screen.readings(answer.path("latest"));
    }

    private JsonNode waitFor(Screen screen) {
      String path = "/api/devices/" + HubClient.encode(id) + "/test";
      Thread counting = Thread.ofVirtual().start(() -> countDown(screen));
      try {
        return fengsui
            .hub()
            .post(path, Map.of("timeoutSeconds", timeout), HubClient.PATIENCE.plusSeconds(timeout));
      } finally {
        counting.interrupt();
        screen.progress("");
      }
    }

    private void countDown(Screen screen) {
      try {
        for (int left = timeout; left > 0; left--) {
          screen.progress(screen.texts().get("device.test.waiting", id, left));
          Thread.sleep(1000);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the answer is there; nothing more to show
      }
    }
  }

  @Command(name = "retire")
  static final class Retire implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "ID", descriptionKey = "device.id")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT")
    private @Nullable String reason;

    @Option(names = {"-y", "--yes"})
    private boolean yes;

    Retire(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      HubClient hub = fengsui.hub();
      String path = "/api/devices/" + HubClient.encode(id);
      if (!yes) {
        screen.say("device.retire.about", id, hub.get(path).path("name").asString(""));
        if (!screen.ask("ask.retire", false).equals(id)) {
          throw new Refusal(screen.texts().get("device.retire.not-done", id), "");
        }
      }
      String why = reason == null ? screen.texts().get("device.retire.no-reason") : reason;
      JsonNode answer = hub.post(path + "/retire", Map.of("reason", why));
      if (!screen.tookAsJson(answer)) {
        screen.say("device.retire.done", id);
      }
    }
  }
}
