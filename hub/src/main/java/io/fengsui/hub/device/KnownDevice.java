package io.fengsui.hub.device;

/** A device in the registry's memory, with what is kept of its secret. */
final class KnownDevice {

  final Credential credential;

  /** As it is now; replaced under the registry's lock. */
  volatile Device device;

  KnownDevice(DeviceTable.Row row) {
    this.credential = row.credential();
    this.device = row.device();
  }
}
