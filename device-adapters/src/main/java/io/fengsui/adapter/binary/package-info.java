/**
 * Vendors' binary payloads, described as data instead of code; shared by the protocols that carry
 * opaque bytes. Pure: no I/O, no clock; bounded by the payload's length.
 */
@NullMarked
package io.fengsui.adapter.binary;

import org.jspecify.annotations.NullMarked;
