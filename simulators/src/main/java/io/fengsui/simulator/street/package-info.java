/**
 * Runs a scenario: registers its devices with the hub and speaks for each over its own connection.
 */
@NullMarked
package io.fengsui.simulator.street;

import org.jspecify.annotations.NullMarked;
