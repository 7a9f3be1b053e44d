package io.fengsui.adapter.mqtt.convention.zigbee2mqtt;

import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a state says. Pure. */
final class ZigbeeState {

  /** Of the bridge's own affairs, or told otherwise. */
  private static final Set<String> PASSED_OVER =
      Set.of("update", "update_available", "device", "last_seen", "elapsed", "voltage");

  /** Makers of detectors disagree on the name; the first that is not null counts. */
  private static final List<String> SMOKE = List.of("smoke", "alarm_1", "smoke_alarm_1");

  /** Above it a voltage is in mV, whatever the device is. */
  private static final double MOST_VOLTS = 500;

  private ZigbeeState() {}

  static Gathered gather(Node.Members state) {
    Map<String, Node> members = new LinkedHashMap<>(state.all());
    members.keySet().removeAll(PASSED_OVER);
    for (String name : SMOKE) {
      Node found = state.get(name);
      if (found != null) {
        members.remove(name);
        members.put("smoke", found);
        break;
      }
    }
    var gathered = new Gathered();
    Node voltage = volts(state);
    if (voltage != null) {
      gathered.metric("voltage", voltage);
    }
    return gathered.all(new Node.Members(members));
  }

  /** Batteries are measured in mV, mains in V. */
  private static @Nullable Node volts(Node.Members state) {
    Node voltage = state.get("voltage");
    if (voltage == null) {
      return null;
    }
    double amount = Gathered.number(voltage);
    boolean milli = state.all().containsKey("battery") || amount > MOST_VOLTS;
    return milli ? new Node.Amount(amount / 1000) : voltage;
  }
}
