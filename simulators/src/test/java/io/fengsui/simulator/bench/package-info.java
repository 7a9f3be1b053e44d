@NullMarked
package io.fengsui.simulator.bench;

import org.jspecify.annotations.NullMarked;
