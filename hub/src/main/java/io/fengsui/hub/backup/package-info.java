/**
 * One file that holds all a hub keeps, made while the hub runs, and the way back. A backup is cut
 * in this order: rule snapshots and group positions, then the database in one snapshot of its own,
 * then the bus up to an end that covers both. What the restored hub replays is thus known to its
 * database already or new to it, and never missing. Nothing here knows a table or a record's
 * content.
 */
@NullMarked
package io.fengsui.hub.backup;

import org.jspecify.annotations.NullMarked;
