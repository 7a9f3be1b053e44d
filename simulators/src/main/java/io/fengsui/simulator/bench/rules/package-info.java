/**
 * Measures the rule engine itself, without a hub around it: the one place of the simulators that
 * knows the module {@code rules}. Nothing here speaks to a device, so nothing is understood wrongly
 * twice. JMH runs it, each workload in a JVM of its own.
 */
@NullMarked
package io.fengsui.simulator.bench.rules;

import org.jspecify.annotations.NullMarked;
