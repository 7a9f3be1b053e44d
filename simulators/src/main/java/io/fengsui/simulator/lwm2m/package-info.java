/** Detectors that register with a hub over LwM2M, with Leshan's client. */
@NullMarked
package io.fengsui.simulator.lwm2m;

import org.jspecify.annotations.NullMarked;
