package io.fengsui.adapter.mqtt;

/** Where commands leave: a device's own connection, or the broker behind which devices are. */
interface CommandSink {

  /** Sends without waiting. Any thread; a failure shows as silence. */
  void publish(String topic, byte[] payload, int qos);
}
