/**
 * The relational database: a PostgreSQL server that the hub runs itself under its data folder, or
 * an outside one; the pool in front of it, and the check that it is durable and of the right
 * version. Nothing here knows a table.
 */
@NullMarked
package io.fengsui.hub.database;

import org.jspecify.annotations.NullMarked;
