@NullMarked
package io.fengsui.rules.evaluation;

import org.jspecify.annotations.NullMarked;
