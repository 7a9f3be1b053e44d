/** Detectors that post what they measure over CoAP, with Californium's client. */
@NullMarked
package io.fengsui.simulator.coap;

import org.jspecify.annotations.NullMarked;
