package io.fengsui.planted.link;

import io.fengsui.planted.device.HalfOfACycle;

/** Knows a device, which it may. */
public interface OtherHalf {
  HalfOfACycle device();
}
