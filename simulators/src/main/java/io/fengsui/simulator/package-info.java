/** Devices that are not there. Speaks to the hub only over the wire, with wire code of its own. */
@NullMarked
package io.fengsui.simulator;

import org.jspecify.annotations.NullMarked;
