/**
 * Runs the rules over the bus: one engine and one thread per lane. The engine's time is only what
 * the bus stamped, so a replay after a crash finds the same changes, which the events ignore; the
 * engine's state is saved with the position it belongs to.
 */
@NullMarked
package io.fengsui.hub.rules;

import org.jspecify.annotations.NullMarked;
