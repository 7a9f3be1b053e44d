/**
 * The adapter SPI: what a protocol implements and what the hub offers it.
 *
 * <p>A protocol is one folder below this package. It implements {@link io.fengsui.adapter.Protocol}
 * and {@link io.fengsui.adapter.Adapter} and calls {@link io.fengsui.adapter.Uplink}; the hub finds
 * it by type, so no list of protocols exists anywhere. Nothing here knows Spring, the bus, the
 * registry or another protocol. Adapters keep no clock: times come from the device or from the hub.
 */
@NullMarked
package io.fengsui.adapter;

import org.jspecify.annotations.NullMarked;
