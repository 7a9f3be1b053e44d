@NullMarked
package io.fengsui.rules;

import org.jspecify.annotations.NullMarked;
