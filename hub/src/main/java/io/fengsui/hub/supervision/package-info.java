/**
 * Proves that the hub notices when it can no longer hear: finds silent devices when they are due,
 * measures how long it took to tell, folds what hangs on one fault, and keeps the book of the spans
 * in which an alarm could not have been seen.
 */
@NullMarked
package io.fengsui.hub.supervision;

import org.jspecify.annotations.NullMarked;
