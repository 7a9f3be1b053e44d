package io.fengsui.adapter.mqtt.convention;

/**
 * A publish as it came.
 *
 * @param payload left alone by whoever reads it
 * @param retained whether the broker had kept it, rather than just heard it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Publish(String topic, byte[] payload, boolean retained) {

  /** A larger payload is refused, but for the lists that conventions read as they stream in. */
  public static final int MAX_PAYLOAD = 256 * 1024;
}
