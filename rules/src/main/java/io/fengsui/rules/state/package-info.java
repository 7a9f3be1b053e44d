/** Where an alarm stands. */
@NullMarked
package io.fengsui.rules.state;

import org.jspecify.annotations.NullMarked;
