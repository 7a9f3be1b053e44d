@NullMarked
package io.fengsui.simulator.crash;

import org.jspecify.annotations.NullMarked;
