/** The hub's HTTP API, as a program outside sees it. */
@NullMarked
package io.fengsui.simulator.hub;

import org.jspecify.annotations.NullMarked;
