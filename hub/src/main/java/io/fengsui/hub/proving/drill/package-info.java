/**
 * Drills: once a day the hub raises an alarm of its own in each street, follows it over bus, rules
 * and event to the desk, and puts an end to it. What does not come through in time is an alarm.
 */
@NullMarked
package io.fengsui.hub.proving.drill;

import org.jspecify.annotations.NullMarked;
