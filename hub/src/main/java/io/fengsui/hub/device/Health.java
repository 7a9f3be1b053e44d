package io.fengsui.hub.device;

/** What the hub knows of a device's ability to report. */
public enum Health {
  /** Not heard since the hub started, and it need not have been yet; or never heard at all. */
  UNKNOWN,
  /** Heard in time, nothing wrong. */
  ONLINE,
  /** Two thirds of its supervision time have passed without a word. */
  LATE,
  /** Its supervision time has passed without a word, or its connection broke. */
  SILENT,
  /** Heard in time, but it reports a fault, a low battery or that it is being tampered with. */
  FAULT,
  /** Somebody took it out of supervision. */
  BYPASSED
}
