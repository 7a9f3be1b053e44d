package io.fengsui.simulator.coap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;

/**
 * One UDP socket that many pretend devices send requests through, plain CoAP without DTLS.
 * Thread-safe.
 */
public final class CoapSender implements AutoCloseable {
  private static final int OK = 2;

  private final InetSocketAddress server;
  private final CoapEndpoint endpoint;

  /** Opens the socket on a free port. */
  public CoapSender(InetSocketAddress server) throws IOException {
    this.server = server;
    CoapConfig.register();
    UdpConfig.register();
    var configuration = Configuration.createStandardWithoutFile();
    configuration.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
    configuration.set(CoapConfig.MAX_ACTIVE_PEERS, 10);
    endpoint = CoapEndpoint.builder().setConfiguration(configuration).build();
    endpoint.start();
  }

  /** Asks for what is at a path; completes when the answer is 2.xx. */
  public CompletableFuture<Void> get(String path) {
    return send(new Request(CoAP.Code.GET), path);
  }

  /** Posts JSON to a path; completes when the answer is 2.xx. */
  public CompletableFuture<Void> post(String path, String json) {
    var request = new Request(CoAP.Code.POST);
    request.setPayload(json.getBytes(StandardCharsets.UTF_8));
    request.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
    return send(request, path);
  }

  private CompletableFuture<Void> send(Request request, String path) {
    var done = new CompletableFuture<Void>();
    request.setURI("coap://%s:%d/%s".formatted(server.getHostString(), server.getPort(), path));
    request.addMessageObserver(
        new MessageObserverAdapter() {
          @Override
          public void onResponse(Response response) {
            if (response.getCode().codeClass == OK) {
              done.complete(null);
            } else {
              done.completeExceptionally(
                  new IOException(response.getCode() + " " + response.getPayloadString()));
            }
          }

          @Override
          protected void failed() {
            done.completeExceptionally(new IOException("no answer from " + server));
          }
        });
    endpoint.sendRequest(request);
    return done;
  }

  @Override
  public void close() {
    endpoint.destroy();
  }
}
