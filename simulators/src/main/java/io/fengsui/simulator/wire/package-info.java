/**
 * MQTT 3.1.1 (OASIS, 2014) as a device speaks it, written by hand: no code shared with the hub or
 * with any library.
 */
@NullMarked
package io.fengsui.simulator.wire;

import org.jspecify.annotations.NullMarked;
