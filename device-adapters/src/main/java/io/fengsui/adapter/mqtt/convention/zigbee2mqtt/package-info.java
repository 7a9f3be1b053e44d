/** Zigbee2MQTT: JSON states of Zigbee devices, whose names are looked up in the bridge's list. */
@NullMarked
package io.fengsui.adapter.mqtt.convention.zigbee2mqtt;

import org.jspecify.annotations.NullMarked;
