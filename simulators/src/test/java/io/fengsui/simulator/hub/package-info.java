@NullMarked
package io.fengsui.simulator.hub;

import org.jspecify.annotations.NullMarked;
