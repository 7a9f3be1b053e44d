@NullMarked
package io.fengsui.simulator.target;

import org.jspecify.annotations.NullMarked;
