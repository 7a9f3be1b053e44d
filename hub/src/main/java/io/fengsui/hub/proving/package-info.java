/**
 * Proves that alarms come through: walk tests with a signed report, bypasses that end, drills that
 * run the whole way. Alarms of devices in a test or bypass are marked and put aside; what outlives
 * that counts.
 */
@NullMarked
package io.fengsui.hub.proving;

import org.jspecify.annotations.NullMarked;
