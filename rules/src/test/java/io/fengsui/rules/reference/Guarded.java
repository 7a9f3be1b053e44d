package io.fengsui.rules.reference;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A guard as a plain function of the latest values. */
interface Guarded {
  Truth holds(Function<String, @Nullable Object> latest);
}
