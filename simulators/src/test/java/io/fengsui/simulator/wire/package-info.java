@NullMarked
package io.fengsui.simulator.wire;

import org.jspecify.annotations.NullMarked;
