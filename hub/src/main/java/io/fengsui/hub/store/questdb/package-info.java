/**
 * The history in the hub's own process: QuestDB as a library, without its servers, its SQL and its
 * worker threads. Each lane has two tables (see {@link io.fengsui.hub.store.questdb.Shelf}), whose
 * rows stand in the order in which the bus took them, so that writing only ever appends.
 */
@NullMarked
package io.fengsui.hub.store.questdb;

import org.jspecify.annotations.NullMarked;
