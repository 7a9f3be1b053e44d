package io.fengsui.hub.link;

import io.fengsui.adapter.Adapter;

/**
 * A link as it is configured.
 *
 * @param property where its settings stand, for instance {@code fengsui.links.mqtt.mqtt}
 */
record LinkDefinition(String name, String protocol, String property, Adapter adapter) {}
