package io.fengsui.planted.device;

import io.fengsui.planted.link.OtherHalf;

/** Links know devices, so devices must not know links. */
public record HalfOfACycle(OtherHalf link) {}
