@NullMarked
package io.fengsui.simulator.street;

import org.jspecify.annotations.NullMarked;
