/**
 * What the protocols on Eclipse Californium share: CoAP on a plain port (RFC 7252), where anybody's
 * address may be forged. Knows none of them.
 */
@NullMarked
package io.fengsui.adapter.californium;

import org.jspecify.annotations.NullMarked;
