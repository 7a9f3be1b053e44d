@NullMarked
package io.fengsui.simulator.load;

import org.jspecify.annotations.NullMarked;
