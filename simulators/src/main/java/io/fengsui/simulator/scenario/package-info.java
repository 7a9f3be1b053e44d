/** A street written as a file: buildings, devices, values over time, and what happens when. */
@NullMarked
package io.fengsui.simulator.scenario;

import org.jspecify.annotations.NullMarked;
