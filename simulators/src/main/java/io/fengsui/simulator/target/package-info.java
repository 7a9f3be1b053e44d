/** The hub under test: started, watched, killed and looked into from outside. */
@NullMarked
package io.fengsui.simulator.target;

import org.jspecify.annotations.NullMarked;
