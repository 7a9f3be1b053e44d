@NullMarked
package io.fengsui.simulator.scenario;

import org.jspecify.annotations.NullMarked;
