package io.fengsui.hub.proving.drill;

import io.fengsui.hub.event.Label;
import io.fengsui.hub.proving.drill.Drill.Halt;

/** Where a drill came to a halt, in words. */
public final class Halts {
  private Halts() {}

  /** A sentence for people. */
  public static Label sentence(Halt halt) {
    return switch (halt) {
      case BUS ->
          new Label("演练报警未能写入总线（磁盘）。", "The alarm was not written to the bus (disk) in time.");
      case EVENT ->
          new Label(
              "规则未按时由演练报警生成事件（规则 drill 是否在用、规则或数据库是否积压）。",
              "The rules made no event of it in time (does the rule drill run; are rules or database"
                  + " behind?).");
      case DESK ->
          new Label(
              "事件未按时送达值守台（发件箱积压？）。",
              "Its event did not reach the desk in time (is the outbox behind?).");
      case OVER ->
          new Label("演练报警已送达，但未按时解除。", "The alarm came through, but was not over in time.");
      case STOPPED -> new Label("演练期间主机停止。", "The hub stopped during the drill.");
    };
  }
}
