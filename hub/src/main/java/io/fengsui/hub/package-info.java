/**
 * The running program. Each package below is a stage of the data path or a room for one kind of
 * user: {@code link} (runs adapters) to {@code bus} (durable log) to {@code rules} and {@code
 * device}, then {@code event}, then {@code dispatch}; {@code api}, {@code web} and {@code cli} are
 * how people and programs reach them.
 */
@NullMarked
package io.fengsui.hub;

import org.jspecify.annotations.NullMarked;
