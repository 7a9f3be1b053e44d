/** The HTTP API: controllers and the records they take and give. Decides nothing itself. */
@NullMarked
package io.fengsui.hub.api;

import org.jspecify.annotations.NullMarked;
