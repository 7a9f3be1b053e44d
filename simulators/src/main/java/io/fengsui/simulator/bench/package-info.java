/** Programs that measure a hub which they start themselves and stop again. */
@NullMarked
package io.fengsui.simulator.bench;

import org.jspecify.annotations.NullMarked;
