@NullMarked
package io.fengsui.rules.guard;

import org.jspecify.annotations.NullMarked;
