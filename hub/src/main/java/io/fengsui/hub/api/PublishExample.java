package io.fengsui.hub.api;

import io.fengsui.adapter.Metrics;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.Registered;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Shows the installer how a device that was just registered speaks to the hub: its topic, and a
 * command that works as it is.
 */
@Component
final class PublishExample {

  /**
   * How to publish.
   *
   * @param topic where the device's readings go
   * @param example a {@code mosquitto_pub} command line with the device's credential
   */
  record Publish(String topic, String example) {}

  private static final int STANDARD_PORT = 1883;

  private final Environment environment;

  PublishExample(Environment environment) {
    this.environment = environment;
  }

  /** Empty for a device on a link that speaks no MQTT. */
  Optional<Publish> of(Registered registered) {
    Device device = registered.device();
    String settings = "fengsui.links." + device.link() + ".mqtt.";
    String host = environment.getProperty(settings + "host");
    if (host == null) {
      return Optional.empty();
    }
    int port =
        environment.getProperty(settings + "port", Integer.class, STANDARD_PORT)
            + environment.getProperty("fengsui.port-offset", Integer.class, 0);
    String topic =
        "hub/%s/%s/telemetry"
            .formatted(environment.getProperty(settings + "tenant", "street"), device.id());
    String example =
        "mosquitto_pub -h %s -p %d -V 5 -q 1 -u %s -P %s -t %s -m '{%s}'"
            .formatted(
                host.equals("0.0.0.0") ? "127.0.0.1" : host,
                port,
                device.id(),
                registered.secret().text(),
                topic,
                readings(device));
    return Optional.of(new Publish(topic, example));
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
