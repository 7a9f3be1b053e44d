package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.Uplink;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import org.eclipse.californium.core.CoapExchange;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.leshan.core.node.TimestampedLwM2mNodes;
import org.eclipse.leshan.core.node.codec.CodecException;
import org.eclipse.leshan.core.node.codec.LwM2mDecoder;
import org.eclipse.leshan.core.peer.IpPeer;
import org.eclipse.leshan.core.peer.PskIdentity;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.server.registration.RegistrationUpdate;
import org.eclipse.leshan.server.registration.UpdatedRegistration;

/**
 * The Send operation, {@code POST /dp} (LwM2M 1.1 core, 6.4.6). In the place of Leshan's own, which
 * answers before anybody has the data. Confined to the protocol's thread.
 */
final class SendIntake extends CoapResource {

  private static final int MAX_AGE = 60;

  private final KeptRegistrations store;
  private final Gatekeeper gatekeeper;
  private final Hearing hearing;
  private final Delivery delivery;
  private final Errands errands;
  private final Uplink uplink;
  private final LwM2mDecoder decoder;

  SendIntake(
      KeptRegistrations store,
      Gatekeeper gatekeeper,
      Hearing hearing,
      Delivery delivery,
      Errands errands,
      Uplink uplink,
      LwM2mDecoder decoder) {
    super("dp");
    this.store = store;
    this.gatekeeper = gatekeeper;
    this.hearing = hearing;
    this.delivery = delivery;
    this.errands = errands;
    this.uplink = uplink;
    this.decoder = decoder;
  }

  @Override
  public void handlePOST(CoapExchange exchange) {
    IpPeer sender = sender(exchange.getSourceContext());
    Registration registration = store.getRegistrationByIdentity(sender.getIdentity());
    if (registration == null || !gatekeeper.isItself(registration, sender)) {
      exchange.respond(ResponseCode.BAD_REQUEST, "not registered");
      return;
    }
    ContentFormat format = ContentFormat.fromCode(exchange.getRequestOptions().getContentFormat());
    if (!decoder.isSupported(format)) {
      exchange.respond(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
      return;
    }
    Registration current = refreshed(registration, sender);
    DeviceId device = hearing.device(registration).orElse(null);
    if (device == null) {
      exchange.respond(ResponseCode.BAD_REQUEST, "not registered");
      return;
    }
    Raw raw = Kept.of(device, format, exchange.getRequestPayload());
    try {
      TimestampedLwM2mNodes sent =
          decoder.decodeTimestampedNodes(
              exchange.getRequestPayload(), format, current.getRootPath(), null, Facts.MODEL);
      take(exchange, current, sent, raw);
    } catch (CodecException e) {
      uplink.lost(device, Reason.MALFORMED, Kept.UNREADABLE, raw);
      exchange.respond(ResponseCode.BAD_REQUEST, Kept.UNREADABLE);
    }
    errands.heard(current);
  }

  private void take(
      CoapExchange exchange, Registration registration, TimestampedLwM2mNodes sent, Raw raw) {
    List<DeviceMessage> messages = hearing.of(registration, sent, raw);
    delivery.handOver(messages).thenAccept(receipt -> answer(exchange, receipt));
  }

  private static void answer(CoapExchange exchange, Receipt receipt) {
    switch (receipt) {
      case Receipt.Accepted() -> exchange.respond(ResponseCode.CHANGED);
      case Receipt.Busy(Duration after) ->
          exchange.respondOverload(Math.clamp(after.plusMillis(999).toSeconds(), 1, MAX_AGE));
      case Rejected(var reason, String detail) ->
          exchange.respond(ResponseCode.BAD_REQUEST, detail);
    }
  }

  /** A device that sends is there, whether or not its update is due. */
  private Registration refreshed(Registration registration, IpPeer sender) {
    UpdatedRegistration updated =
        store.updateRegistration(
            new RegistrationUpdate(
                registration.getId(),
                sender,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    return updated == null ? registration : updated.getUpdatedRegistration();
  }

  private static IpPeer sender(EndpointContext context) {
    Principal principal = context.getPeerIdentity();
    return principal instanceof PreSharedKeyIdentity psk
        ? new IpPeer(context.getPeerAddress(), new PskIdentity(psk.getIdentity()))
        : new IpPeer(context.getPeerAddress());
  }
}
