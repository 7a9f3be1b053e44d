@NullMarked
package io.fengsui.rules.scenario;

import org.jspecify.annotations.NullMarked;
