package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.adapter.Metrics;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.Registered;
import io.fengsui.hub.link.LinkStatus;
import io.fengsui.hub.link.LinkSupervisor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Shows the installer how a device that was just registered speaks to the hub: where it connects,
 * and, where a usual tool can do it, a command that works as it is.
 */
@Component
final class JoinExample {

  /**
   * How to join.
   *
   * @param server what the device is set to: an address, or a URL to post to
   * @param topic where an MQTT device's readings go
   * @param example a command line with the device's credential
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Join(@Nullable String server, @Nullable String topic, @Nullable String example) {}

  private static final Join UNKNOWN = new Join(null, null, null);
  private static final int MQTT = 1883;
  private static final int COAP = 5683;
  private static final int COAPS = 5684;
  private static final int LWM2MS = 5784;
  private static final int GB26875 = 5200;

  private final Environment environment;
  private final LinkSupervisor links;

  JoinExample(Environment environment, LinkSupervisor links) {
    this.environment = environment;
    this.links = links;
  }

  /** Without a word for protocols that a device is not set to this hub by. */
  Join of(Registered registered) {
    Device device = registered.device();
    String protocol =
        links.statuses().stream()
            .filter(link -> link.name().equals(device.link()))
            .map(LinkStatus::protocol)
            .findFirst()
            .orElse("");
    if (device.parent() != null && !protocol.equals("mqtt") && !protocol.equals("coap")) {
      return UNKNOWN; // what it hangs on speaks for it
    }
    return switch (protocol) {
      case "mqtt" -> mqtt(registered);
      case "coap" -> coap(registered);
      case "lwm2m" ->
          new Join(
              "coaps://" + host(device, protocol) + ":" + port(device, protocol, LWM2MS),
              null,
              null);
      case "gb26875" ->
          new Join(host(device, protocol) + ":" + port(device, protocol, GB26875), null, null);
      default -> UNKNOWN;
    };
  }

  private Join mqtt(Registered registered) {
    Device device = registered.device();
    String topic =
        "hub/%s/%s/telemetry"
            .formatted(
                environment.getProperty(setting(device, "mqtt", "tenant"), "street"), device.id());
    String host = host(device, "mqtt");
    int port = port(device, "mqtt", MQTT);
    String example =
        "mosquitto_pub -h %s -p %d -V 5 -q 1 -u %s -P %s -t %s -m '{%s}'"
            .formatted(
                host, port, device.id(), registered.secret().text(), topic, readings(device));
    return new Join(host + ":" + port, topic, example);
  }

  private Join coap(Registered registered) {
    Device device = registered.device();
    boolean dtls = environment.getProperty(setting(device, "coap", "dtls"), Boolean.class, false);
    String base =
        "%s://%s:%d/api/v1/"
            .formatted(
                dtls ? "coaps" : "coap",
                host(device, "coap"),
                port(device, "coap", dtls ? COAPS : COAP));
    String key = DevicesController.shown(registered.secret());
    String url =
        dtls
            ? base + "telemetry"
            : base + device.id() + "." + registered.secret().text() + "/telemetry";
    if (dtls && !key.equals(registered.secret().text())) {
      return new Join(url, null, null); // the tool takes no bytes for a key
    }
    String who = dtls ? "-u %s -k %s ".formatted(DevicesController.identity(device), key) : "";
    return new Join(
        url,
        null,
        "coap-client -m post -t json %s-e '{%s}' %s".formatted(who, readings(device), url));
  }

  private String host(Device device, String protocol) {
    String host = environment.getProperty(setting(device, protocol, "host"), "127.0.0.1");
    return host.equals("0.0.0.0") ? "127.0.0.1" : host;
  }

  private int port(Device device, String protocol, int usual) {
    return environment.getProperty(setting(device, protocol, "port"), Integer.class, usual)
        + environment.getProperty("fengsui.port-offset", Integer.class, 0);
  }

  private static String setting(Device device, String protocol, String name) {
    return "fengsui.links.%s.%s.%s".formatted(device.link(), protocol, name);
  }

  /** The device's most telling metric, all quiet, and its battery if it has one. */
  private static String readings(Device device) {
    var metrics = device.type().metrics();
    String first = metrics.isEmpty() ? "test" : metrics.getFirst();
    boolean flag =
        Metrics.find(first).map(metric -> metric.kind() == Metrics.Kind.FLAG).orElse(true);
    String reading = "\"%s\":%s".formatted(first, flag ? "false" : "21");
    return metrics.contains("battery") ? reading + ",\"battery\":87" : reading;
  }
}
