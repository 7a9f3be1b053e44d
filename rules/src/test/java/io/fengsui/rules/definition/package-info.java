@NullMarked
package io.fengsui.rules.definition;

import org.jspecify.annotations.NullMarked;
