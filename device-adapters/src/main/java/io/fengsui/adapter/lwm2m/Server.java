package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.Uplink;
import io.fengsui.adapter.californium.PeerGate;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.core.request.DownlinkDeviceManagementRequest;
import org.eclipse.leshan.core.response.ErrorCallback;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.core.response.ResponseCallback;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.LeshanServerBuilder;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.transport.californium.server.endpoint.CaliforniumServerEndpointsProvider;
import org.eclipse.leshan.transport.californium.server.endpoint.ServerProtocolProvider;
import org.eclipse.leshan.transport.californium.server.endpoint.coap.CoapServerProtocolProvider;
import org.eclipse.leshan.transport.californium.server.endpoint.coaps.CoapsServerProtocolProvider;

/** The port and what all its devices share, from {@code run} to its end. */
final class Server implements AutoCloseable {

  private static final int CONNECTION_ID_BYTES = 6;
  private static final int RECEIVE_BUFFER = 1 << 20;

  /** A device waits for one answer before it sends on (NSTART), so these are many. */
  private static final int REMEMBERED_OF_A_PEER = 16;

  private static final long SAVE_SECONDS = 5;
  private static final long AGAIN_MILLIS = 500;
  private static final long AWAY_SECONDS = 30;

  private final Lwm2mSettings settings;
  private final Uplink uplink;
  private final ScheduledExecutorService timer;
  private final KeptRegistrations store;
  private final Delivery delivery;
  private final Errands errands;
  private final Sessions sessions;
  private final Orders orders;
  private final LeshanServer server;

  Server(Lwm2mSettings settings, Uplink uplink, InstantSource clock) throws IOException {
    this.settings = settings;
    this.uplink = uplink;
    probe();
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lwm2m-timer").daemon().factory());
    this.store = new KeptRegistrations(timer, uplink.folder(), clock, settings);
    var roster = new Roster(uplink, settings.noSecurity());
    var gatekeeper = new Gatekeeper(roster, store, settings);
    var decoder = new GuardedDecoder();
    var hearing = new Hearing(settings, uplink, roster);
    this.delivery = new Delivery(uplink, settings.limits().maxUnsettled());
    this.errands =
        new Errands(
            this::send,
            again -> timer.schedule(again, AWAY_SECONDS, TimeUnit.SECONDS),
            settings.awake(),
            settings.requestTimeout(),
            System::nanoTime);
    this.sessions = new Sessions(hearing, errands, delivery, store, uplink, settings.heartbeat());
    this.orders = new Orders(store, hearing, errands);
    CaliforniumServerEndpointsProvider endpoints = endpoints();
    var builder = new LeshanServerBuilder();
    builder.setRegistrationStore(store);
    builder.setAuthorizer(gatekeeper);
    builder.setObjectModelProvider(registration -> Facts.MODEL);
    builder.setDecoder(decoder);
    builder.disableQueueModeSupport(); // Errands knows who sleeps, and keeps what waits
    builder.setUpdateRegistrationOnNotification(true);
    if (!settings.noSecurity()) {
      builder.setSecurityStore(new Keys(roster));
    }
    builder.setEndpointsProviders(endpoints);
    this.server = builder.build();
    server.getRegistrationService().addListener(sessions);
    server.getObservationService().addListener(sessions);
    CoapServer coap = endpoints.getCoapServer();
    if (settings.noSecurity()) {
      var gate = new PeerGate(uplink, settings.limits().maxPeers(), System::nanoTime);
      coap.getEndpoints().forEach(endpoint -> endpoint.addInterceptor(gate));
    }
    coap.remove(coap.getRoot().getChild("dp"));
    coap.add(new SendIntake(store, gatekeeper, hearing, delivery, errands, uplink, decoder));
  }

  /** Serves until interrupted. */
  void serve() throws IOException, InterruptedException {
    int known = store.load();
    server.start();
    timer.scheduleWithFixedDelay(store::save, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(
        delivery::askAgain, AGAIN_MILLIS, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    int port = server.getEndpoints().getFirst().getURI().getPort();
    String where =
        "%s:%d (%s)"
            .formatted(settings.host(), port, settings.noSecurity() ? "no security" : "DTLS");
    uplink.serving(
        "正在监听 %s，已知设备 %d 台".formatted(where, known),
        "listening on %s, %d devices known".formatted(where, known));
    takeUp();
    new CountDownLatch(1).await();
  }

  /** Observes again those who can be reached at once; the others when they speak. */
  private void takeUp() {
    for (Registration registration : store.all()) {
      if (settings.noSecurity() && !registration.usesQueueMode()) {
        sessions.observe(registration);
      }
    }
  }

  Orders orders() {
    return orders;
  }

  private <T extends LwM2mResponse> void send(
      Registration registration,
      DownlinkDeviceManagementRequest<T> request,
      long timeoutMillis,
      ResponseCallback<T> answered,
      ErrorCallback failed) {
    server.send(registration, request, timeoutMillis, answered, failed);
  }

  /** Californium only logs that a port is taken. */
  private void probe() throws IOException {
    try (var probe = new DatagramSocket(new InetSocketAddress(settings.host(), settings.port()))) {
      probe.getLocalPort();
    } catch (BindException e) {
      var taken =
          new BindException(
              "%s:%d is taken by another program; stop it or set the link's port"
                  .formatted(settings.host(), settings.port()));
      taken.initCause(e);
      throw taken;
    } catch (SocketException e) {
      throw new IOException("cannot listen on " + settings.host() + ": " + e.getMessage(), e);
    }
  }

  private CaliforniumServerEndpointsProvider endpoints() {
    boolean plain = settings.noSecurity();
    ServerProtocolProvider protocol =
        plain ? new CoapServerProtocolProvider() : new CoapsServerProtocolProvider();
    var provider = new CaliforniumServerEndpointsProvider.Builder(protocol);
    provider.setConfiguration(configuration -> configure(configuration, plain));
    provider.addEndpoint(
        new InetSocketAddress(settings.host(), settings.port()),
        plain ? Protocol.COAP : Protocol.COAPS);
    return provider.build();
  }

  private void configure(Configuration configuration, boolean plain) {
    configuration
        .set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP)
        .set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, REMEMBERED_OF_A_PEER)
        .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, settings.limits().maxBodyBytes())
        // One thread keeps each device's messages in order.
        .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_RECEIVE_BUFFER_SIZE, RECEIVE_BUFFER);
    if (!plain) {
      configuration
          .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES)
          .set(DtlsConfig.DTLS_MAX_CONNECTIONS, settings.limits().maxPeers())
          .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
          .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
          .set(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE, RECEIVE_BUFFER)
          // NB-IoT modules often know no cipher suite but CBC.
          .set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
    }
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    server.stop();
    server.destroy();
    timer.shutdownNow();
    store.save();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
