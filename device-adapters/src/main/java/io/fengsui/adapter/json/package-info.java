/**
 * JSON as devices send it, to readings in the hub's terms; shared by the protocols that carry JSON.
 * Pure: no I/O, no clock.
 */
@NullMarked
package io.fengsui.adapter.json;

import org.jspecify.annotations.NullMarked;
