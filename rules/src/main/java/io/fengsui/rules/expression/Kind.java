package io.fengsui.rules.expression;

/** What values a name stands for. */
public enum Kind {
  NUMBER,
  FLAG,
  TEXT,
  /** Not known before it is there. */
  ANY
}
