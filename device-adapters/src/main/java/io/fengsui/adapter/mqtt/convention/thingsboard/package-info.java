/**
 * The MQTT API that ThingsBoard gives to devices and gateways, which many gateways can be set to:
 * telemetry, attributes, remote calls.
 */
@NullMarked
package io.fengsui.adapter.mqtt.convention.thingsboard;

import org.jspecify.annotations.NullMarked;
