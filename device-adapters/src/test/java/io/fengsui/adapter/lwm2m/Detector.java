package io.fengsui.adapter.lwm2m;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.leshan.client.LeshanClient;
import org.eclipse.leshan.client.LeshanClientBuilder;
import org.eclipse.leshan.client.engine.DefaultRegistrationEngineFactory;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.resource.BaseInstanceEnabler;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.send.ManualDataSender;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.core.LwM2mId;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.model.StaticModel;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.request.BindingMode;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.response.ReadResponse;
import org.eclipse.leshan.core.response.WriteResponse;
import org.eclipse.leshan.transport.californium.client.endpoint.CaliforniumClientEndpointsProvider;
import org.eclipse.leshan.transport.californium.client.endpoint.coap.CoapClientProtocolProvider;
import org.eclipse.leshan.transport.californium.client.endpoint.coaps.CoapsClientProtocolProvider;
import org.jspecify.annotations.Nullable;

/** Leshan's client as a detector. */
public final class Detector implements AutoCloseable {

  private static final int SERVER = 123;

  /** One object instance whose resources a test sets. */
  public static final class Thing extends BaseInstanceEnabler {
    private final Map<Integer, Object> values = new ConcurrentHashMap<>();

    Thing with(int resource, Object value) {
      values.put(resource, value);
      return this;
    }

    /** Changes a resource; who observes it is notified. */
    void set(int resource, Object value) {
      values.put(resource, value);
      fireResourceChange(resource);
    }

    Object value(int resource) {
      return values.getOrDefault(resource, "");
    }

    @Override
    @SuppressWarnings("unchecked")
    public ReadResponse read(LwM2mServer server, int resource) {
      return switch (values.get(resource)) {
        case Boolean on -> ReadResponse.success(resource, on);
        case Double amount -> ReadResponse.success(resource, amount);
        case Long amount -> ReadResponse.success(resource, amount);
        case String text -> ReadResponse.success(resource, text);
        case byte[] bytes -> ReadResponse.success(resource, bytes);
        case Map<?, ?> several when resource == 0 ->
            ReadResponse.success(
                resource, (Map<Integer, byte[]>) several, ResourceModel.Type.OPAQUE);
        case Map<?, ?> several ->
            ReadResponse.success(
                resource, (Map<Integer, Long>) several, ResourceModel.Type.INTEGER);
        case null, default -> ReadResponse.notFound();
      };
    }

    @Override
    public WriteResponse write(
        LwM2mServer server, boolean replace, int resource, LwM2mResource value) {
      set(resource, value.isMultiInstances() ? value.getInstances() : value.getValue());
      return WriteResponse.success();
    }

    @Override
    public List<Integer> getAvailableResourceIds(ObjectModel model) {
      return values.keySet().stream().sorted().toList();
    }
  }

  final Thing device = new Thing().with(0, "Acme").with(1, "SD-1").with(9, 87L);
  final Thing smoke = new Thing().with(6044, 87.5).with(6046, false);
  final Thing buzzer = new Thing().with(5850, true);
  final Thing input = new Thing().with(5500, false).with(5750, "Tamper switch");
  final Thing bytes = new Thing().with(0, Map.of());
  private final LeshanClient client;

  Detector(
      int port,
      String endpoint,
      @Nullable String identity,
      @Nullable String key,
      boolean queue,
      long lifetime) {
    this(port, endpoint, identity, key, queue, lifetime, false);
  }

  /**
   * @param key null registers without security
   * @param reconnects whether it makes a new DTLS session for each update, as after a long sleep
   */
  Detector(
      int port,
      String endpoint,
      @Nullable String identity,
      @Nullable String key,
      boolean queue,
      long lifetime,
      boolean reconnects) {
    device.with(11, Map.of(0, 0L)).with(16, "U");
    var objects = new ObjectsInitializer(new StaticModel(models()));
    objects.setInstancesForObject(
        LwM2mId.SECURITY,
        identity == null || key == null
            ? Security.noSec("coap://127.0.0.1:" + port, SERVER)
            : Security.psk(
                "coaps://127.0.0.1:" + port,
                SERVER,
                identity.getBytes(StandardCharsets.UTF_8),
                key.getBytes(StandardCharsets.UTF_8)));
    objects.setInstancesForObject(
        LwM2mId.SERVER,
        new org.eclipse.leshan.client.object.Server(
            SERVER, lifetime, EnumSet.of(BindingMode.U), false, BindingMode.U));
    objects.setInstancesForObject(3, device);
    objects.setInstancesForObject(3407, smoke);
    objects.setInstancesForObject(3338, buzzer);
    objects.setInstancesForObject(3200, input);
    objects.setInstancesForObject(19, bytes, new Thing().with(0, Map.of()));
    var engine = new DefaultRegistrationEngineFactory();
    engine.setQueueMode(queue);
    engine.setReconnectOnUpdate(reconnects);
    engine.setResumeOnConnect(!reconnects);
    var builder = new LeshanClientBuilder(endpoint);
    builder.setObjects(objects.createAll());
    builder.setEndpointsProviders(transport());
    builder.setRegistrationEngineFactory(engine);
    builder.setDataSenders(new ManualDataSender());
    client = builder.build();
  }

  private static CaliforniumClientEndpointsProvider transport() {
    var provider =
        new CaliforniumClientEndpointsProvider.Builder(
            new CoapClientProtocolProvider(), new CoapsClientProtocolProvider());
    Configuration configuration = provider.createDefaultConfiguration();
    configuration.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    provider.setConfiguration(configuration);
    return provider.build();
  }

  private static List<ObjectModel> models() {
    var own = List.of(3, 19, 3200, 3338, 3407);
    var all = new ArrayList<ObjectModel>();
    ObjectLoader.loadAllDefault().stream().filter(each -> !own.contains(each.id)).forEach(all::add);
    Stream<ObjectModel> facts = own.stream().map(Facts.MODEL::getObjectModel);
    facts.forEach(all::add);
    return all;
  }

  Detector start() {
    client.start();
    return this;
  }

  boolean isRegistered() {
    return !client.getRegisteredServers().isEmpty();
  }

  void update() {
    client.triggerRegistrationUpdate();
  }

  boolean send(String... paths) throws InterruptedException {
    LwM2mServer server = client.getRegisteredServers().values().iterator().next();
    var response =
        client.getSendService().sendData(server, ContentFormat.SENML_CBOR, List.of(paths), 5_000);
    return response != null && response.isSuccess();
  }

  /** Leaves with a good-bye. */
  void leave() {
    client.stop(true);
  }

  /** Falls silent without a word. */
  @Override
  public void close() {
    client.destroy(false);
  }
}
