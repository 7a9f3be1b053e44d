package io.fengsui.rules.expression;

/**
 * What is wrong with an expression.
 *
 * @param offset how many characters stand before the place
 * @param text what is wrong there
 * @param hint what to do about it; may be empty
 * @param metric the name that nobody knows; empty if it is something else
 */
public record Mistake(int offset, String text, String hint, String metric) {}
