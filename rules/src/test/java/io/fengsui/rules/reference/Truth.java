package io.fengsui.rules.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Yes, no, or nobody knows. */
enum Truth {
  YES,
  NO,
  UNKNOWN;

  static Truth of(@Nullable Boolean holds) {
    return holds == null ? UNKNOWN : holds ? YES : NO;
  }

  Truth negated() {
    return this == UNKNOWN ? UNKNOWN : this == YES ? NO : YES;
  }

  static Truth all(List<Truth> parts) {
    return parts.contains(NO) ? NO : parts.contains(UNKNOWN) ? UNKNOWN : YES;
  }

  static Truth any(List<Truth> parts) {
    return parts.contains(YES) ? YES : parts.contains(UNKNOWN) ? UNKNOWN : NO;
  }
}
