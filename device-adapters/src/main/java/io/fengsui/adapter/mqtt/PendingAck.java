package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Receipt;
import io.netty.handler.codec.mqtt.MqttReasonCodes.PubAck;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One publish that is not answered yet. It is its own call-back, so that a receipt costs no further
 * object and no task: the receipt is left here and the connection's loop told once.
 */
final class PendingAck implements BiConsumer<@Nullable Receipt, @Nullable Throwable> {

  private static final int BYTES_PER_WEIGHT = 256;

  private final Connection connection;
  private final int qos;
  private final int packetId;
  private final int weight;
  private final @Nullable PubAck code;
  private volatile @Nullable Receipt receipt;

  /** For a message that goes to the hub, and how many bytes it came in. */
  PendingAck(Connection connection, int qos, int packetId, int bytes) {
    this(connection, qos, packetId, 1 + bytes / BYTES_PER_WEIGHT, null);
  }

  /** For a publish that the endpoint itself answers, with a reason code of its own. */
  PendingAck(Connection connection, int qos, int packetId, @Nullable PubAck code) {
    this(connection, qos, packetId, 1, code);
  }

  private PendingAck(
      Connection connection, int qos, int packetId, int weight, @Nullable PubAck code) {
    this.connection = connection;
    this.qos = qos;
    this.packetId = packetId;
    this.weight = weight;
    this.code = code;
  }

  /** What it takes of the loop's budget: one, and one more for each 256 bytes. */
  int weight() {
    return weight;
  }

  int qos() {
    return qos;
  }

  int packetId() {
    return packetId;
  }

  /** Null until settled. */
  @Nullable Receipt receipt() {
    return receipt;
  }

  /** The reason code of a rejection. */
  PubAck code(Receipt.Rejected rejected) {
    if (code != null) {
      return code;
    }
    return switch (rejected.reason()) {
      case UNKNOWN_DEVICE, NOT_ALLOWED -> PubAck.NOT_AUTHORIZED;
      case MALFORMED, OUT_OF_RANGE -> PubAck.PAYLOAD_FORMAT_INVALID;
      case TOO_LARGE -> PubAck.QUOTA_EXCEEDED;
    };
  }

  /** Any thread. A receipt that fails against its contract counts as busy: nothing is on disk. */
  @Override
  public void accept(@Nullable Receipt settled, @Nullable Throwable failure) {
    receipt = settled != null ? settled : new Receipt.Busy(Duration.ZERO);
    connection.settled();
  }
}
