/**
 * Expressions over names, in CEL: typed when they are compiled, without loops, and evaluated in
 * bounded time. The only package that knows CEL; its classes are loaded with the first expression.
 */
@NullMarked
package io.fengsui.rules.expression;

import org.jspecify.annotations.NullMarked;
