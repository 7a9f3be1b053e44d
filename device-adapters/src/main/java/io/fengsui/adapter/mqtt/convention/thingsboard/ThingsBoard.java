package io.fengsui.adapter.mqtt.convention.thingsboard;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.mqtt.convention.Convention;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Findings;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Heard;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.Ordered;
import io.fengsui.adapter.mqtt.convention.Parsed;
import io.fengsui.adapter.mqtt.convention.Publish;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.Times;
import io.fengsui.adapter.mqtt.convention.Written;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ThingsBoard MQTT API (thingsboard.io, "MQTT Device API", "MQTT Gateway API"), spoken by one
 * device or gateway that signed in at the hub, or by gateways behind a broker. A gateway's device
 * is registered with its name below the gateway. The hub keeps no attributes, so requests for them
 * are answered with none.
 */
public final class ThingsBoard implements Convention {

  private static final String ME = "v1/devices/me/";
  private static final String GATEWAY = "v1/gateway/";

  private final Registered registered;
  private final @Nullable DeviceId self;
  private final boolean mounted;
  private final Calls calls = new Calls();

  private ThingsBoard(Registered registered, @Nullable DeviceId self, boolean mounted) {
    this.registered = registered;
    this.self = self;
    this.mounted = mounted;
  }

  /** Of one device that signed in. */
  public static ThingsBoard of(DeviceId self, Registered registered) {
    return new ThingsBoard(registered, self, false);
  }

  /**
   * Behind a broker, where {@code me} says nothing: only gateways are heard.
   *
   * @param mounted whether the broker puts the user name before the topics, so that it does
   */
  public static ThingsBoard behindBroker(boolean mounted, Registered registered) {
    return new ThingsBoard(registered, null, mounted);
  }

  @Override
  public List<String> filters() {
    return mounted ? List.of("+/v1/#", "+/v2/#") : List.of(GATEWAY + "#");
  }

  @Override
  public boolean owns(String topic) {
    String rest = rest(topic);
    return rest.startsWith(GATEWAY)
        || ((mounted || self != null) && (rest.startsWith(ME) || rest.startsWith("v2/")));
  }

  private String rest(String topic) {
    return mounted ? topic.substring(topic.indexOf('/') + 1) : topic;
  }

  private Speaker speaker(String topic) {
    if (!mounted) {
      return new Speaker(self, "", self != null);
    }
    String user = topic.substring(0, topic.indexOf('/'));
    return new Speaker(registered.find(user).orElse(null), user + "/", false);
  }

  @Override
  public List<Finding> hear(Publish publish) {
    var findings = new Findings(publish);
    String rest = rest(publish.topic());
    if (rest.endsWith("/claim")) {
      findings.lost(self, Reason.NOT_ALLOWED, "devices are registered by people", false);
      return findings.all();
    }
    if (rest.startsWith("v2/") && rest.endsWith("/p")) {
      findings.lost(self, Reason.MALFORMED, "protobuf is not understood, send JSON");
      return findings.all();
    }
    Speaker speaker = speaker(publish.topic());
    if (mounted && speaker.device() == null) {
      String user = speaker.prefix().substring(0, speaker.prefix().length() - 1);
      findings.unknown(null, user, Map.of("convention", "thingsboard"));
      return findings.all();
    }
    switch (Parsed.of(publish.payload())) {
      case Parsed.Bad(var why) -> findings.lost(speaker.device(), why);
      case Parsed.Good(Node said) -> {
        if (rest.startsWith(GATEWAY)) {
          gateway(rest.substring(GATEWAY.length()), speaker, said, findings);
        } else if (speaker.device() != null) {
          device(rest, speaker, speaker.device(), said, findings);
        }
      }
    }
    return findings.all();
  }

  private void device(String rest, Speaker speaker, DeviceId me, Node said, Findings findings) {
    String last = rest.substring(rest.lastIndexOf('/') + 1);
    if (mounted) {
      calls.heard(me, new Calls.Place(speaker, ""));
    }
    switch (rest) {
      case ME + "telemetry", "v2/t", "v2/t/j" -> telemetry(me, said, findings);
      case ME + "attributes", "v2/a", "v2/a/j" -> values(me, null, said, findings);
      default -> {
        if (rest.startsWith(ME + "rpc/response/") || rest.startsWith("v2/r/res/")) {
          answered(me, last, said, findings);
        } else if (rest.startsWith(ME + "attributes/request/")) {
          reply(speaker, ME + "attributes/response/" + last, Map.of(), findings);
        } else if (rest.startsWith(ME + "rpc/request/") && speaker.connected()) {
          var error = new Node.Text("the hub has no such call");
          reply(speaker, ME + "rpc/response/" + last, Map.of("error", error), findings);
        } else if (speaker.connected()) {
          findings.lost(me, Reason.MALFORMED, "the topic is none that devices publish to");
        }
      }
    }
  }

  private void gateway(String rest, Speaker speaker, Node said, Findings findings) {
    switch (rest) {
      case "telemetry" ->
          children(speaker, said, findings, (child, node) -> telemetry(child, node, findings));
      case "attributes" ->
          children(speaker, said, findings, (child, node) -> values(child, null, node, findings));
      case "connect", "disconnect" -> {
        String name = said.text("device");
        Map<String, String> about = new LinkedHashMap<>(about(name));
        if (!said.text("type").isEmpty()) {
          about.put("type", said.text("type"));
        }
        boolean online = rest.equals("connect");
        child(speaker, name, about, findings)
            .ifPresent(child -> findings.presence(child, online, "its gateway says so"));
      }
      case "rpc" -> {
        Node data = said.get("data");
        if (data != null && data.get("method") == null) {
          child(speaker, said.text("device"), about(said.text("device")), findings)
              .ifPresent(child -> answered(child, plain(said.get("id")), data, findings));
        }
      }
      case "attributes/request" -> {
        Map<String, Node> answer = new LinkedHashMap<>();
        answer.put("id", said.get("id") instanceof Node id ? id : new Node.Amount(0));
        answer.put("device", new Node.Text(said.text("device")));
        reply(speaker, GATEWAY + "attributes/response", answer, findings);
      }
      default -> {
        if (speaker.connected()) {
          findings.lost(self, Reason.MALFORMED, "the topic is none that gateways publish to");
        }
      }
    }
  }

  /** What one child of a gateway says. */
  private interface Words {
    void of(DeviceId child, Node said);
  }

  private void children(Speaker speaker, Node said, Findings findings, Words words) {
    if (said instanceof Node.Members(var all)) {
      all.forEach(
          (name, node) ->
              child(speaker, name, about(name), findings)
                  .ifPresent(child -> words.of(child, node)));
    } else {
      findings.lost(
          speaker.device(), Reason.MALFORMED, "a gateway's message is an object of its devices");
    }
  }

  private Optional<DeviceId> child(
      Speaker speaker, String name, Map<String, String> about, Findings findings) {
    Optional<DeviceId> child = name.isEmpty() ? Optional.empty() : speaker.child(registered, name);
    if (child.isEmpty()) {
      findings.unknown(speaker.device(), name, about);
    } else {
      calls.heard(child.get(), new Calls.Place(speaker, name));
    }
    return child;
  }

  private static Map<String, String> about(String name) {
    return Map.of("convention", "thingsboard", "name", name);
  }

  /** Values; or a time with values; or a list of either. */
  private static void telemetry(DeviceId device, Node said, Findings findings) {
    switch (said) {
      case Node.Elements(var all) -> all.forEach(each -> telemetry(device, each, findings));
      case Node.Members members -> {
        Instant time = Times.of(members.get("ts"));
        Node values = members.get("values");
        if (values instanceof Node.Members) {
          values(device, time, values, findings);
        } else {
          var rest = new LinkedHashMap<>(members.all());
          rest.remove("ts");
          values(device, time, new Node.Members(rest), findings);
        }
      }
      default ->
          findings.lost(device, Reason.MALFORMED, "telemetry is an object or a list of them");
    }
  }

  private static void values(
      DeviceId device, @Nullable Instant time, Node said, Findings findings) {
    if (said instanceof Node.Members members) {
      findings.said(device, time, new Gathered().all(members));
    } else {
      findings.lost(device, Reason.MALFORMED, "values are an object of names and values");
    }
  }

  private static void answered(DeviceId device, String id, Node answer, Findings findings) {
    boolean isNumber =
        id.length() <= 10 && !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9');
    if (isNumber) {
      findings.answered(Calls.key(device, Long.parseLong(id)), Calls.outcome(answer));
    } else {
      findings.lost(device, Reason.MALFORMED, "the answer to a call needs the call's number");
    }
  }

  private static String plain(@Nullable Node node) {
    return node == null ? "" : node.plain();
  }

  private static void reply(
      Speaker speaker, String topic, Map<String, Node> answer, Findings findings) {
    byte[] payload = Written.of(new Node.Members(answer));
    findings.add(new Finding.Reply(speaker.prefix() + topic, payload, 1, false));
  }

  @Override
  public Optional<Ordered> order(Command command) {
    return calls.order(command);
  }

  /**
   * Of a device that signed in.
   *
   * @param filter exactly as the API has it
   */
  @Override
  public Optional<Heard> subscribes(String filter) {
    return Optional.ofNullable(
        switch (filter) {
          case ME + "rpc/request/+" -> ownCalls(false);
          case "v2/r/req/+" -> ownCalls(true);
          case GATEWAY + "rpc" -> Heard.CHILDRENS_CALLS;
          case ME + "attributes",
              ME + "attributes/response/+",
              ME + "rpc/response/+",
              GATEWAY + "attributes",
              GATEWAY + "attributes/response",
              "v2/a" ->
              Heard.NO_CALLS;
          default -> null;
        });
  }

  private Heard ownCalls(boolean shortTopics) {
    if (shortTopics) {
      calls.shorten();
    }
    if (self != null) {
      calls.heard(self, new Calls.Place(new Speaker(self, "", true), ""));
    }
    return Heard.OWN_CALLS;
  }
}
