/**
 * Devices: the registry (who exists, who may speak), their state, and their health as derived from
 * when they were last heard.
 */
@NullMarked
package io.fengsui.hub.device;

import org.jspecify.annotations.NullMarked;
