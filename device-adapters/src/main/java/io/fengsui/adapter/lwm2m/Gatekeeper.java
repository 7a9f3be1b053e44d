package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt.Reason;
import java.util.Map;
import java.util.Optional;
import org.eclipse.leshan.core.endpoint.EndpointUri;
import org.eclipse.leshan.core.peer.LwM2mPeer;
import org.eclipse.leshan.core.peer.PskIdentity;
import org.eclipse.leshan.core.request.RegisterRequest;
import org.eclipse.leshan.core.request.UplinkRequest;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.server.registration.RegistrationStore;
import org.eclipse.leshan.server.security.Authorizer;
import org.eclipse.leshan.servers.security.Authorization;

/**
 * Lets in who is registered, each only for itself: over DTLS the key's identity and the endpoint
 * name must be the same device. A registration belongs to the identity that made it. Thread-safe.
 */
final class Gatekeeper implements Authorizer {

  private static final int MAX_OBJECTS = 100;

  private final Roster roster;
  private final RegistrationStore store;
  private final Lwm2mSettings settings;

  Gatekeeper(Roster roster, RegistrationStore store, Lwm2mSettings settings) {
    this.roster = roster;
    this.store = store;
    this.settings = settings;
  }

  @Override
  public Authorization isAuthorized(
      UplinkRequest<?> request, Registration registration, LwM2mPeer sender, EndpointUri endpoint) {
    boolean allowed =
        request instanceof RegisterRequest
            ? mayRegister(registration, sender)
            : isItself(registration, sender);
    return allowed ? Authorization.approved() : Authorization.declined();
  }

  /**
   * Whether a message about a registration comes from who made it and who may still speak. Without
   * security a device is believed by the name of its registration, since its address changes: with
   * its address translation, or because it opens a new socket.
   */
  boolean isItself(Registration registration, LwM2mPeer sender) {
    boolean same =
        settings.noSecurity()
            || registration.getClientTransportData().getIdentity().equals(sender.getIdentity());
    return same && roster.device(registration.getEndpoint()).isPresent();
  }

  private boolean mayRegister(Registration registration, LwM2mPeer sender) {
    String name = registration.getEndpoint();
    Optional<DeviceId> device = roster.device(name);
    if (device.isEmpty()) {
      roster.refuse(
          name,
          Reason.UNKNOWN_DEVICE,
          "an endpoint name that nobody is registered with",
          Map.of("objects", objects(registration)));
      return false;
    }
    boolean proven =
        sender.getIdentity() instanceof PskIdentity psk
            ? roster.device(psk.getPskIdentity()).equals(device)
            : settings.noSecurity();
    if (!proven) {
      roster.refuse(
          name, Reason.NOT_ALLOWED, "somebody with another key names " + device.get(), Map.of());
      return false;
    }
    return store.getRegistrationByEndpoint(name) != null
        || !(store instanceof KeptRegistrations kept)
        || kept.hasRoom();
  }

  private static String objects(Registration registration) {
    var ids = registration.getSupportedObject().keySet().stream().sorted().limit(MAX_OBJECTS);
    return String.join(" ", ids.map(String::valueOf).toList());
  }
}
