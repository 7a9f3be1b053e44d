/** Classes that break the architecture on purpose, to show that its rules can fail. */
@NullMarked
package io.fengsui.planted;

import org.jspecify.annotations.NullMarked;
