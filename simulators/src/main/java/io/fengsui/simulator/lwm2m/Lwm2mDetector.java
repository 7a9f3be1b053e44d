package io.fengsui.simulator.lwm2m;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.leshan.client.LeshanClient;
import org.eclipse.leshan.client.LeshanClientBuilder;
import org.eclipse.leshan.client.engine.DefaultRegistrationEngineFactory;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.observer.LwM2mClientObserverAdapter;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.core.LwM2mId;
import org.eclipse.leshan.core.request.BindingMode;
import org.eclipse.leshan.core.request.RegisterRequest;
import org.eclipse.leshan.transport.californium.client.endpoint.CaliforniumClientEndpointsProvider;
import org.eclipse.leshan.transport.californium.client.endpoint.coap.CoapClientProtocolProvider;
import org.eclipse.leshan.transport.californium.client.endpoint.coaps.CoapsClientProtocolProvider;

/**
 * A smoke detector that registers over DTLS with a pre-shared key and lets the hub observe it:
 * smoke alarm (3407), temperature (3303) and device (3). Thread-safe.
 */
public final class Lwm2mDetector implements AutoCloseable {
  private static final int SHORT_ID = 123;
  private static final int BATTERY_LEVEL = 9;

  private final Thing device = new Thing().with(0, "Fengsui").with(1, "SD-1").with(16, "U");
  private final Thing alarm = new Thing().with(Models.BATTERY, 100.0).with(Models.SMOKE, false);
  private final Thing temperature = new Thing().with(Models.VALUE, 20.0);
  private final CompletableFuture<Void> registered = new CompletableFuture<>();
  private final LeshanClient client;
  private volatile boolean online;

  /**
   * A detector that is not started yet.
   *
   * @param endpoint its name; also the identity of its key
   * @param lifetime seconds after which the hub forgets it unless it updates
   */
  public Lwm2mDetector(InetSocketAddress server, String endpoint, String key, long lifetime) {
    var objects = new ObjectsInitializer(Models.all());
    objects.setInstancesForObject(
        LwM2mId.SECURITY,
        Security.psk(
            "coaps://%s:%d".formatted(server.getHostString(), server.getPort()),
            SHORT_ID,
            endpoint.getBytes(StandardCharsets.UTF_8),
            key.getBytes(StandardCharsets.UTF_8)));
    objects.setInstancesForObject(
        LwM2mId.SERVER,
        new Server(SHORT_ID, lifetime, EnumSet.of(BindingMode.U), false, BindingMode.U));
    objects.setInstancesForObject(LwM2mId.DEVICE, device.with(BATTERY_LEVEL, 100L));
    objects.setInstancesForObject(Models.SMOKE_ALARM, alarm);
    objects.setInstancesForObject(Models.TEMPERATURE, temperature);
    var engine = new DefaultRegistrationEngineFactory();
    engine.setReconnectOnUpdate(false);
    engine.setResumeOnConnect(true);
    var builder = new LeshanClientBuilder(endpoint);
    builder.setObjects(objects.createAll());
    builder.setEndpointsProviders(transport());
    builder.setRegistrationEngineFactory(engine);
    client = builder.build();
    client.addObserver(
        new LwM2mClientObserverAdapter() {
          @Override
          public void onRegistrationSuccess(
              LwM2mServer hub, RegisterRequest request, String registration) {
            online = true;
            registered.complete(null);
          }
        });
  }

  /** Completes when it is registered; it keeps trying until then. */
  public CompletableFuture<Void> start() {
    client.start();
    return registered;
  }

  /** Whether it has been registered. */
  public boolean isOnline() {
    return online;
  }

  /** Takes over what it measures, by metric; the hub is notified of what changed. */
  public void measure(Map<String, Object> values) {
    values.forEach(
        (metric, value) -> {
          switch (value) {
            case Boolean on when metric.equals("smoke") -> alarm.set(Models.SMOKE, on);
            case Number amount when metric.equals("temperature") ->
                temperature.set(Models.VALUE, amount.doubleValue());
            case Number amount when metric.equals("battery") -> {
              alarm.set(Models.BATTERY, amount.doubleValue());
              device.set(BATTERY_LEVEL, amount.longValue());
            }
            default -> {} // it has no object for that
          }
        });
  }

  /** Deregisters and ends. */
  @Override
  public void close() {
    online = false;
    client.destroy(true);
  }

  private static CaliforniumClientEndpointsProvider transport() {
    var transport =
        new CaliforniumClientEndpointsProvider.Builder(
            new CoapClientProtocolProvider(), new CoapsClientProtocolProvider());
    Configuration configuration = transport.createDefaultConfiguration();
    configuration.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    transport.setConfiguration(configuration);
    return transport.build();
  }
}
