/**
 * Sparkplug B 3.0 (Eclipse Sparkplug specification, chapters 4 to 6), heard as a host application:
 * births, aliases, sequence numbers, deaths, and asking for a rebirth.
 */
@NullMarked
package io.fengsui.adapter.mqtt.convention.sparkplug;

import org.jspecify.annotations.NullMarked;
