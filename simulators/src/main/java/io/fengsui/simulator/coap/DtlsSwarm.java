package io.fengsui.simulator.coap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.MultiPskStore;

/**
 * Many devices with a DTLS session each, all in one connector: a {@link Relay} gives each its own
 * way to the hub, so that the hub sees as many peers.
 */
public final class DtlsSwarm implements AutoCloseable {
  private static final int AT_ONCE = 16;

  /** A device's identity and key. */
  public record Login(String identity, String key) {}

  private final Relay relay;
  private final CoapEndpoint endpoint;
  private final int sessions;

  /** Makes them; no session is open yet. */
  public DtlsSwarm(InetSocketAddress hub, List<Login> logins) throws IOException {
    relay = new Relay(hub, logins.size());
    sessions = logins.size();
    var keys = new MultiPskStore();
    for (int i = 0; i < sessions; i++) {
      Login login = logins.get(i);
      keys.addKnownPeer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), relay.port(i)),
          login.identity(),
          login.key().getBytes(StandardCharsets.UTF_8));
    }
    Configuration configuration =
        new Configuration(CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, DtlsConfig.DEFINITIONS)
            .set(DtlsConfig.DTLS_MAX_CONNECTIONS, Math.max(100, 2 * sessions))
            .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    endpoint =
        CoapEndpoint.builder()
            .setConfiguration(configuration)
            .setConnector(
                new DTLSConnector(
                    DtlsConnectorConfig.builder(configuration)
                        .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .setPskStore(keys)
                        .build()))
            .build();
    endpoint.start();
  }

  /**
   * Opens all sessions, some at a time, with one message each.
   *
   * @return how many were answered 2.xx
   */
  public long open(String json) throws InterruptedException {
    var turn = new Semaphore(AT_ONCE);
    Map<Integer, Boolean> answered = new ConcurrentHashMap<>();
    CompletableFuture<?>[] all = new CompletableFuture<?>[sessions];
    for (int i = 0; i < sessions; i++) {
      turn.acquire();
      int which = i;
      all[i] =
          post(relay.port(i), json)
              .whenComplete(
                  (ok, failure) -> {
                    turn.release();
                    if (failure == null && ok) {
                      answered.put(which, true);
                    }
                  })
              .exceptionally(_ -> false);
    }
    CompletableFuture.allOf(all).join();
    return answered.size();
  }

  private CompletableFuture<Boolean> post(int port, String json) {
    var done = new CompletableFuture<Boolean>();
    var request = new Request(CoAP.Code.POST);
    request.setURI("coaps://127.0.0.1:%d/api/v1/telemetry".formatted(port));
    request.setPayload(json);
    request.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
    request.addMessageObserver(
        new MessageObserverAdapter() {
          @Override
          public void onResponse(Response response) {
            done.complete(response.isSuccess());
          }

          @Override
          protected void failed() {
            done.completeExceptionally(new IOException("no answer"));
          }
        });
    endpoint.sendRequest(request);
    return done;
  }

  @Override
  public void close() throws IOException {
    endpoint.destroy();
    relay.close();
  }
}
