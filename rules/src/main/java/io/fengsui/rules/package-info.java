/** What to watch, and how a reading moves an alarm: no Spring, no clock, no I/O. */
@NullMarked
package io.fengsui.rules;

import org.jspecify.annotations.NullMarked;
