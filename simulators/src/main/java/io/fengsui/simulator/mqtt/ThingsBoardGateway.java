package io.fengsui.simulator.mqtt;

import io.fengsui.simulator.wire.Login;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gateway in the manner of ThingsBoard's with devices behind it, signed in at the hub itself or
 * at a broker. Used by one thread.
 */
public final class ThingsBoardGateway implements AutoCloseable {

  private final Word word;

  private ThingsBoardGateway(Word word) {
    this.word = word;
  }

  /** Signs in. */
  public static ThingsBoardGateway start(InetSocketAddress server, Login login) throws IOException {
    return new ThingsBoardGateway(Word.open(server, login));
  }

  /** Signs in with a token alone, as most such gateways do. */
  public static ThingsBoardGateway start(InetSocketAddress server, String clientId, String token)
      throws IOException {
    return start(server, new Login(clientId, token, ""));
  }

  /** A device is behind the gateway from now on. */
  public void connect(String device, String type) throws IOException {
    word.say("v1/gateway/connect", Map.of("device", device, "type", type), false);
  }

  public void disconnect(String device) throws IOException {
    word.say("v1/gateway/disconnect", Map.of("device", device), false);
  }

  /**
   * Readings of several devices in one message.
   *
   * @param time milliseconds since 1970
   */
  public void report(long time, Map<String, Map<String, Object>> values) throws IOException {
    var all = new LinkedHashMap<String, Object>();
    values.forEach(
        (device, readings) -> all.put(device, List.of(Map.of("ts", time, "values", readings))));
    word.say("v1/gateway/telemetry", all, false);
  }

  @Override
  public void close() throws IOException {
    word.close();
  }
}
