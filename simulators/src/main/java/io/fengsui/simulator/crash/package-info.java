/**
 * The crash campaign: a hub under load meets faults that are drawn from a seed; what its devices
 * were acknowledged is compared with what it kept and did.
 */
@NullMarked
package io.fengsui.simulator.crash;

import org.jspecify.annotations.NullMarked;
