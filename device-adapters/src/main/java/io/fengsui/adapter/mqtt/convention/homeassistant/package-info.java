/**
 * Home Assistant's MQTT discovery (home-assistant.io, "MQTT"), consumed: devices say in retained
 * messages where their states are and how to read them. Of its templates a small safe part is
 * understood; no engine is run on what a broker sends.
 */
@NullMarked
package io.fengsui.adapter.mqtt.convention.homeassistant;

import org.jspecify.annotations.NullMarked;
