package io.fengsui.hub;

/**
 * The order in which the stages start; they stop in the opposite order, so that the links close
 * first and everything that was accepted is drained before the bus and the database end. The bus
 * and the database are open before any phase and close after all of them.
 */
public final class Phases {
  public static final int DISPATCH = 100;
  public static final int HISTORY = 150;
  public static final int DEVICE_HEALTH = 200;
  public static final int RULES = 300;
  public static final int LEDGER = 900;
  public static final int LINKS = 1000;
  public static final int SUPERVISION = 1100;

  private Phases() {}
}
