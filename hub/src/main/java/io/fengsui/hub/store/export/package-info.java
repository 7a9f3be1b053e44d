/**
 * Readings as files for other programs: CSV, and Parquet written here in the small part of the
 * format that seven plain columns need, so that it works for every store and as a stream.
 */
@NullMarked
package io.fengsui.hub.store.export;

import org.jspecify.annotations.NullMarked;
