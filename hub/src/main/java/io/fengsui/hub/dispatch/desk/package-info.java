/**
 * The built-in desk: one task per event that asks for somebody to go there, and the officer's steps
 * accept, arrive and close. Tasks live in the same database as the events.
 */
@NullMarked
package io.fengsui.hub.dispatch.desk;

import org.jspecify.annotations.NullMarked;
