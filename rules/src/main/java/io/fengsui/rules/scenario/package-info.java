/** Rule tests as files: what devices report over time, and what must come of it. */
@NullMarked
package io.fengsui.rules.scenario;

import org.jspecify.annotations.NullMarked;
