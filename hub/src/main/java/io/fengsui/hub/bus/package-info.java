/**
 * The bus: a durable log in two lanes, between the links and everything that reads. An append
 * settles when it is on disk; readers are named groups with a committed position. Nothing here
 * knows a protocol, a rule or the database.
 */
@NullMarked
package io.fengsui.hub.bus;

import org.jspecify.annotations.NullMarked;
