package io.fengsui.adapter.coap;

import io.fengsui.adapter.Uplink;
import io.fengsui.adapter.californium.PeerGate;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.config.CoapConfig.TrackerMode;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.UDPConnector;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.elements.util.ExecutorsUtil;
import org.eclipse.californium.elements.util.NamedThreadFactory;
import org.eclipse.californium.elements.util.ProtocolScheduledExecutorService;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;

/** The port and what all its devices share, from {@code run} to its end. */
final class Listener implements AutoCloseable {

  private static final int CONNECTION_ID_BYTES = 6;
  private static final int RECEIVE_BUFFER = 1 << 20;

  /** A device waits for one answer before it sends on (NSTART), so these are many. */
  private static final int REMEMBERED_OF_A_PEER = 8;

  private static final long STALE_MINUTES = 30;
  private static final long SWEEP_MILLIS = 250;

  private final CoapSettings settings;
  private final Uplink uplink;
  private final Commands commands;
  private final Answers answers;
  private final ProtocolScheduledExecutorService threads;
  private final CoapEndpoint endpoint;

  Listener(CoapSettings settings, Uplink uplink) {
    this.settings = settings;
    this.uplink = uplink;
    this.commands = new Commands();
    this.answers = new Answers(settings.limits().maxUnsettled(), System::nanoTime);
    // One thread keeps each device's messages in order.
    this.threads = ExecutorsUtil.newProtocolScheduledThreadPool(1, new NamedThreadFactory("coap#"));
    Configuration configuration = configuration(settings);
    var doorman = new Doorman(uplink);
    var intake = new Intake(settings, uplink, doorman, commands, answers);
    this.endpoint =
        CoapEndpoint.builder()
            .setConfiguration(configuration)
            .setConnector(connector(settings, configuration, doorman))
            .build();
    if (!settings.dtls()) {
      endpoint.addInterceptor(new PeerGate(uplink, settings.limits().maxPeers(), System::nanoTime));
    }
    endpoint.setExecutor(threads);
    endpoint.setMessageDeliverer(new Reception(intake, configuration));
  }

  /** Serves until interrupted. */
  void serve() throws IOException, InterruptedException {
    try {
      endpoint.start();
    } catch (BindException e) {
      var taken =
          new BindException(
              "%s:%d is taken by another program; stop it or set the link's port"
                  .formatted(settings.host(), settings.port()));
      taken.initCause(e);
      throw taken;
    }
    threads.scheduleBackgroundAtFixedRate(
        answers::acknowledgeLate, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    String where =
        "%s:%d%s"
            .formatted(
                settings.host(), endpoint.getAddress().getPort(), settings.dtls() ? " (DTLS)" : "");
    uplink.serving("正在监听 " + where, "listening on " + where);
    new CountDownLatch(1).await();
  }

  Commands commands() {
    return commands;
  }

  private static Connector connector(
      CoapSettings settings, Configuration configuration, Doorman doorman) {
    var address = new InetSocketAddress(settings.host(), settings.port());
    if (!settings.dtls()) {
      return new UDPConnector(address, configuration);
    }
    return new DTLSConnector(
        DtlsConnectorConfig.builder(configuration)
            .setAddress(address)
            .setPskStore(new Keys(doorman))
            .build());
  }

  private static Configuration configuration(CoapSettings settings) {
    CoapSettings.Limits limits = settings.limits();
    return new Configuration(CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, DtlsConfig.DEFINITIONS)
        .set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP)
        .set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, REMEMBERED_OF_A_PEER)
        .set(CoapConfig.MID_TRACKER, TrackerMode.NULL)
        .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, limits.maxBodyBytes())
        .set(CoapConfig.MAX_SERVER_OBSERVES, limits.maxListeners())
        .set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_RECEIVE_BUFFER_SIZE, RECEIVE_BUFFER)
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES)
        .set(DtlsConfig.DTLS_MAX_CONNECTIONS, limits.maxPeers())
        .set(DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD, STALE_MINUTES, TimeUnit.MINUTES)
        .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE, RECEIVE_BUFFER)
        // NB-IoT modules often know no cipher suite but CBC.
        .set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
  }

  @Override
  public void close() {
    commands.close();
    endpoint.destroy();
    threads.shutdownNow();
  }
}
