/** Guards of rules: CEL expressions over what a device said last. */
@NullMarked
package io.fengsui.rules.guard;

import org.jspecify.annotations.NullMarked;
