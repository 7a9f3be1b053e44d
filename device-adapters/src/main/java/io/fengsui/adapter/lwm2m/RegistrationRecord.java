package io.fengsui.adapter.lwm2m;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.leshan.core.LwM2m.LwM2mVersion;
import org.eclipse.leshan.core.endpoint.EndpointUri;
import org.eclipse.leshan.core.link.DefaultLinkSerializer;
import org.eclipse.leshan.core.link.Link;
import org.eclipse.leshan.core.link.LinkParseException;
import org.eclipse.leshan.core.link.lwm2m.DefaultLwM2mLinkParser;
import org.eclipse.leshan.core.peer.IpPeer;
import org.eclipse.leshan.core.peer.PskIdentity;
import org.eclipse.leshan.core.request.BindingMode;
import org.eclipse.leshan.server.registration.DefaultRegistrationDataExtractor;
import org.eclipse.leshan.server.registration.Registration;

/** A registration as names and texts, and back. */
final class RegistrationRecord {

  private RegistrationRecord() {}

  static Map<String, String> members(Registration registration) {
    var members = new TreeMap<String, String>();
    members.put("id", registration.getId());
    members.put("endpoint", registration.getEndpoint());
    members.put("host", registration.getAddress().getHostAddress());
    members.put("port", registration.getPort().toString());
    if (registration.getClientTransportData().getIdentity() instanceof PskIdentity psk) {
      members.put("identity", psk.getPskIdentity());
    }
    EndpointUri uri = registration.getEndpointUri();
    members.put("scheme", uri.getScheme());
    members.put("at", uri.getHost());
    members.put("atPort", uri.getPort().toString());
    members.put("lifetime", registration.getLifeTimeInSec().toString());
    members.put(
        "registered",
        String.valueOf(registration.getRegistrationDate().toInstant().toEpochMilli()));
    members.put("updated", String.valueOf(registration.getLastUpdate().toInstant().toEpochMilli()));
    members.put("version", registration.getLwM2mVersion().toString());
    members.put("binding", BindingMode.toString(registration.getBindingMode()));
    if (registration.getQueueMode() != null) {
      members.put("queue", registration.getQueueMode().toString());
    }
    members.put(
        "objects",
        new DefaultLinkSerializer().serializeCoreLinkFormat(registration.getObjectLinks()));
    return members;
  }

  /** Empty if something is missing or is none. */
  static Optional<Registration> of(Map<String, String> members) {
    try {
      return Optional.of(registration(members));
    } catch (IllegalArgumentException | LinkParseException | UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Registration registration(Map<String, String> members)
      throws LinkParseException, UnknownHostException {
    var address =
        new InetSocketAddress(
            InetAddress.getByName(text(members, "host")), (int) number(members, "port"));
    String identity = members.get("identity");
    IpPeer peer =
        identity == null ? new IpPeer(address) : new IpPeer(address, new PskIdentity(identity));
    var uri =
        new EndpointUri(
            text(members, "scheme"), text(members, "at"), (int) number(members, "atPort"));
    LwM2mVersion version = LwM2mVersion.get(text(members, "version"));
    Link[] links =
        new DefaultLwM2mLinkParser()
            .parseCoreLinkFormat(text(members, "objects").getBytes(StandardCharsets.UTF_8));
    var data = new DefaultRegistrationDataExtractor().extractDataFromObjectLinks(links, version);
    if (data == null) {
      throw new IllegalArgumentException("no objects");
    }
    var builder =
        new Registration.Builder(text(members, "id"), text(members, "endpoint"), peer, uri)
            .lifeTimeInSec(number(members, "lifetime"))
            .registrationDate(date(members, "registered"))
            .lastUpdate(date(members, "updated"))
            .lwM2mVersion(version)
            .bindingMode(BindingMode.parse(text(members, "binding")))
            .objectLinks(links)
            .rootPath(data.getAlternatePath())
            .supportedContentFormats(data.getSupportedContentFormats())
            .supportedObjects(data.getSupportedObjects())
            .availableInstances(data.getAvailableInstances());
    String queue = members.get("queue");
    if (queue != null) {
      builder.queueMode(Boolean.valueOf(queue));
    }
    return builder.build();
  }

  private static String text(Map<String, String> members, String name) {
    String text = members.get(name);
    if (text == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return text;
  }

  /** Leshan's builder wants one. */
  private static Date date(Map<String, String> members, String name) {
    return Date.from(Instant.ofEpochMilli(number(members, name)));
  }

  private static long number(Map<String, String> members, String name) {
    return Long.parseLong(text(members, name));
  }
}
