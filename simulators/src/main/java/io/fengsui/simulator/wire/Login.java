package io.fengsui.simulator.wire;

/** Who connects: for the hub, user is the device's id and password its credential. */
public record Login(String clientId, String user, String password) {
  @Override
  public String toString() {
    return "Login[" + clientId + "]";
  }
}
