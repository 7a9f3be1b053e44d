/** How readings and time move an alarm: pure functions of what they are given. */
@NullMarked
package io.fengsui.rules.evaluation;

import org.jspecify.annotations.NullMarked;
