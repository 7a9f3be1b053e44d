package io.fengsui.hub.device;

import io.fengsui.adapter.Secret;
import org.jspecify.annotations.Nullable;

/** A device in the registry's memory, with what is kept of its secret. */
final class KnownDevice {

  final Credential credential;

  /** As it is now; replaced under the registry's lock. */
  volatile Device device;

  /** What it proves itself with; null unless the hub must know it. */
  final @Nullable Secret key;

  KnownDevice(DeviceTable.Row row) {
    this.key = row.key();
    this.credential = row.credential();
    this.device = row.device();
  }
}
