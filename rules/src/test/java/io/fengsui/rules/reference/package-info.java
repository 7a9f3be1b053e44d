/**
 * What the rules' words mean, told a second time: an evaluator that is obvious and slow, and the
 * comparison of the engine with it. It keeps all that a device ever said, and finds every measure,
 * condition and instant anew from that; it shares no code with the engine.
 */
@NullMarked
package io.fengsui.rules.reference;

import org.jspecify.annotations.NullMarked;
