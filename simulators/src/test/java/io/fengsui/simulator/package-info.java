@NullMarked
package io.fengsui.simulator;

import org.jspecify.annotations.NullMarked;
