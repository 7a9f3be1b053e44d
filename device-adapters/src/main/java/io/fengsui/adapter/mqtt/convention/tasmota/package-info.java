/**
 * Tasmota (tasmota.github.io, "MQTT", "Zigbee"): telemetry of its own sensors and switch inputs,
 * and of the Zigbee devices behind its bridge.
 */
@NullMarked
package io.fengsui.adapter.mqtt.convention.tasmota;

import org.jspecify.annotations.NullMarked;
