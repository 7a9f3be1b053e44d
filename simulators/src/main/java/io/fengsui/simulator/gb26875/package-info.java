/**
 * Fire transmitters (用户信息传输装置) that are not there: the device side of GB/T 26875.3-2011 over TCP,
 * with the habits of real ones as switches ({@link io.fengsui.simulator.gb26875.Quirk}). All
 * connections of a program may live on one thread ({@link io.fengsui.simulator.gb26875.Cable}).
 */
@NullMarked
package io.fengsui.simulator.gb26875;

import org.jspecify.annotations.NullMarked;
