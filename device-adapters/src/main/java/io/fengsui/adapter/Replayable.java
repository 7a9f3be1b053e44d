package io.fengsui.adapter;

/**
 * An adapter whose lost input may be kept and read again once its decoder, its settings or a
 * registration was mended.
 *
 * <p>Whoever implements this says that what it hands to {@link Uplink#lost(DeviceId,
 * Receipt.Reason, String, Raw)} is free of secrets and of personal data: the hub keeps it on disk
 * and shows it to operators. Of any other adapter the hub keeps no raw input, even if it is handed
 * some.
 */
public interface Replayable extends Adapter {

  /**
   * Reads input again, as it would be read if it came now: the same bytes under the same settings
   * give the same messages. Pure: no I/O, no clock, and nothing is delivered. Never throws,
   * whatever the bytes are. Thread-safe, whether the link runs or not.
   *
   * @param raw something whole that an adapter of this protocol reported as lost; untrusted
   */
  Meaning read(Raw raw);
}
