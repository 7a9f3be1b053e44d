/**
 * History: the readings of all devices, kept for charts, export and proof. One thread a lane reads
 * the bus and writes to a {@link io.fengsui.hub.store.HistoryStore}; a store that is slow or away
 * lets readings wait on the bus and holds up nobody else. Which store it is stands in the settings,
 * and nothing above the interface knows it.
 */
@NullMarked
package io.fengsui.hub.store;

import org.jspecify.annotations.NullMarked;
