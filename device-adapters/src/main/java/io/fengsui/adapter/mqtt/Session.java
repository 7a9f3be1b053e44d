package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed when a peer connected.
 *
 * @param clientId the peer's or the one it was given
 * @param version5 whether it speaks MQTT 5
 * @param silenceSeconds after so many seconds without a byte the connection is closed
 * @param explain whether acknowledgements may carry a reason string
 */
record Session(
    Admission.Admitted admitted,
    String clientId,
    boolean version5,
    int silenceSeconds,
    boolean explain,
    @Nullable Will will) {

  /** What the hub is to hear if the peer goes without a good-bye. */
  sealed interface Will {

    /**
     * On a topic of the hub's own.
     *
     * @param unread the payload if it could not be read, else nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Own(MqttTopic topic, Decoded content, byte[] unread) implements Will {

      private static final byte[] NOTHING = {};

      static Own of(MqttTopic topic, byte[] payload, MqttCodec codec) {
        Decoded content = codec.decode(topic, payload, payload.length, false);
        return new Own(topic, content, content instanceof Decoded.Malformed ? payload : NOTHING);
      }
    }

    /** On a topic of a convention. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Foreign(String topic, byte[] payload) implements Will {}
  }

  DeviceId device() {
    return admitted.device();
  }

  /** Client ids are the device's own: one device cannot push another out by using its client id. */
  String key() {
    return device() + "/" + clientId;
  }
}
