package io.fengsui.adapter.mqtt.convention.thingsboard;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.mqtt.convention.Bounded;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.Ordered;
import io.fengsui.adapter.mqtt.convention.Written;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remote calls: a command is a method of the same name in camel case. Not thread-safe. */
final class Calls {

  /** Children of one gateway, or devices behind one broker. */
  static final int MAX_DEVICES = 10_000;

  private static final String DEVICE = "v1/devices/me/rpc/request/";

  /**
   * Where a device is called.
   *
   * @param child its name at the gateway, empty if it is called itself
   */
  record Place(Speaker speaker, String child) {}

  private final Map<DeviceId, Place> places = new Bounded<>(MAX_DEVICES);
  private String deviceTopic = DEVICE;
  private int lastId;

  /** The device is called there from now on. */
  void heard(DeviceId device, Place place) {
    places.put(device, place);
  }

  /** The device listens on the short topics. */
  void shorten() {
    deviceTopic = "v2/r/req/";
  }

  Optional<Ordered> order(Command command) {
    Place place = places.get(command.device());
    if (place == null) {
      return Optional.empty();
    }
    lastId = lastId == Integer.MAX_VALUE ? 1 : lastId + 1;
    Map<String, Node> call = new LinkedHashMap<>();
    String prefix = place.speaker().prefix();
    String key = key(command.device(), lastId);
    if (place.child().isEmpty()) {
      addMethod(command, call);
      byte[] payload = Written.of(new Node.Members(call));
      return Optional.of(new Ordered.Send(prefix + deviceTopic + lastId, payload, 1, key));
    }
    call.put("id", new Node.Amount(lastId));
    addMethod(command, call);
    Map<String, Node> whole = new LinkedHashMap<>();
    whole.put("device", new Node.Text(place.child()));
    whole.put("data", new Node.Members(call));
    byte[] payload = Written.of(new Node.Members(whole));
    return Optional.of(new Ordered.Send(prefix + "v1/gateway/rpc", payload, 1, key));
  }

  private static void addMethod(Command command, Map<String, Node> call) {
    call.put("method", new Node.Text(camelCase(command.name())));
    call.put("params", Written.arguments(command.arguments()));
  }

  private static String camelCase(String name) {
    var out = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-') {
        upper = true;
      } else {
        out.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return out.toString();
  }

  static String key(DeviceId device, long id) {
    return "thingsboard/" + device + "/" + id;
  }

  /** What a device answered: an error, or {@code success} false, is a no. */
  static CommandOutcome outcome(Node answer) {
    Node error = answer.get("error");
    if (error != null) {
      return new CommandOutcome.Refused(Gathered.text(error.plain()).text());
    }
    if (answer.get("success") instanceof Node.Bool(boolean success) && !success) {
      return new CommandOutcome.Refused("the device says that it did not succeed");
    }
    var values = new Gathered();
    if (answer instanceof Node.Members members) {
      values.all(members);
    } else {
      values.outside("answer", answer);
    }
    return new CommandOutcome.Done(values.readings());
  }
}
