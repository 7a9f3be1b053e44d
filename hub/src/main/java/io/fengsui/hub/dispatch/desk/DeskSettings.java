package io.fengsui.hub.dispatch.desk;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the desk.
 *
 * @param enabled whether events become tasks here; turn it off where another system has the tasks
 */
@ConfigurationProperties("fengsui.dispatch.desk")
record DeskSettings(@DefaultValue("true") boolean enabled) {}
