/** What a rule says, and how it is written down: immutable, without any run-time state. */
@NullMarked
package io.fengsui.rules.definition;

import org.jspecify.annotations.NullMarked;
