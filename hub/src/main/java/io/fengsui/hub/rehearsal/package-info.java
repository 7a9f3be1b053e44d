/**
 * Rehearsals: the past, run through two rule sets at once, so that a person sees what a rule would
 * have done before it is armed. Reads the bus where it still holds the records and the history
 * before that. Never writes, holds no retention, and gives way to the rules that run.
 */
@NullMarked
package io.fengsui.hub.rehearsal;

import org.jspecify.annotations.NullMarked;
