/**
 * The history in a server that takes InfluxDB's line protocol, by InfluxDB's Java client: the v2
 * way of writing, whose path is a setting because older servers have another, and questions in
 * InfluxQL, which 1.x, 2.x and 3.x all answer. Measurement {@code readings}, tags {@code device}
 * and {@code metric}, one field for each kind of value, so that no two values ever want the same
 * field in two types.
 */
@NullMarked
package io.fengsui.hub.store.influx;

import org.jspecify.annotations.NullMarked;
