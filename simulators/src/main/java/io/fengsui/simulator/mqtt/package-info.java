/** Pretend bridges and gateways that speak the conventions of others over MQTT. */
@NullMarked
package io.fengsui.simulator.mqtt;

import org.jspecify.annotations.NullMarked;
