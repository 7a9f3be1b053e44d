@NullMarked
package io.fengsui.simulator.gb26875;

import org.jspecify.annotations.NullMarked;
