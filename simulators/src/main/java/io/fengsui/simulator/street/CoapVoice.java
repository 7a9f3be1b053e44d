package io.fengsui.simulator.street;

import io.fengsui.simulator.coap.CoapSender;
import io.fengsui.simulator.hub.Registered;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A device that posts over CoAP. It has no connection: it is there as long as it is answered. */
final class CoapVoice implements Voice {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PAUSE_SECONDS = 2;

  private final CoapSender sender;
  private final String path;
  private volatile boolean answered;

  CoapVoice(Registered device, CoapSender sender) {
    this.sender = sender;
    this.path = "api/v1/" + device.id() + "." + device.password() + "/";
  }

  @Override
  public CompletableFuture<Void> open() {
    return noted(sender.get(path + "attributes"))
        .exceptionallyCompose(
            failure ->
                CompletableFuture.supplyAsync(
                        () -> this,
                        CompletableFuture.delayedExecutor(PAUSE_SECONDS, TimeUnit.SECONDS))
                    .thenCompose(CoapVoice::open));
  }

  /** Once it was answered, it goes on sending: the next report may be the one that is heard. */
  @Override
  public boolean connected() {
    return answered;
  }

  @Override
  public CompletableFuture<Void> report(Map<String, Object> values, long at) {
    var body = new LinkedHashMap<String, Object>();
    body.put("ts", at);
    body.put("values", values);
    return sender.post(path + "telemetry", JSON.writeValueAsString(body));
  }

  @Override
  public CompletableFuture<Void> babble() {
    return sender.post(path + "telemetry", "{\"values\":[1,2,3").exceptionally(refused -> null);
  }

  @Override
  public CompletableFuture<Void> close() {
    answered = false;
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> noted(CompletableFuture<Void> asked) {
    return asked.thenRun(() -> answered = true);
  }
}
