/**
 * The record of what people changed: append-only and hash-chained, so that a changed or removed row
 * is found.
 */
@NullMarked
package io.fengsui.hub.audit;

import org.jspecify.annotations.NullMarked;
