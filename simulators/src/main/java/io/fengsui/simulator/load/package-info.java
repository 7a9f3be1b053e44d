/** Many devices that publish as fast as told, on one thread, with every acknowledgement checked. */
@NullMarked
package io.fengsui.simulator.load;

import org.jspecify.annotations.NullMarked;
