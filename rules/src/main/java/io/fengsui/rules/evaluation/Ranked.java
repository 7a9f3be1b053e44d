package io.fengsui.rules.evaluation;

/** What has its place in an order. */
public interface Ranked {

  /** Its place. */
  int rank();
}
