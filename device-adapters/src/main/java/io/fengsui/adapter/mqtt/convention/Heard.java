package io.fengsui.adapter.mqtt.convention;

/** Whose commands a peer hears by a subscription. */
public enum Heard {
  OWN_CALLS,
  CHILDRENS_CALLS,
  NO_CALLS
}
