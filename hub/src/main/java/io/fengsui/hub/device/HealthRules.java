package io.fengsui.hub.device;

import io.fengsui.hub.problem.Sentence;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Derives a device's health from what was heard and from the time; reads no clock. */
final class HealthRules {

  private HealthRules() {}

  /**
   * This run of the hub.
   *
   * @param listening since when messages are taken in
   * @param ready since when every device could have reported
   */
  record Uptime(Instant listening, Instant ready) {}

  /**
   * @param up since when the hub can hear devices; silence before that means nothing
   */
  static HealthReport judge(Device device, @Nullable Heard heard, Uptime up, Instant now) {
    if (device.state() == Device.State.RETIRED) {
      Instant at = device.retiredAt() == null ? now : device.retiredAt();
      return report(Health.UNKNOWN, "已退役", "retired", at, heard);
    }
    if (device.state() == Device.State.BYPASSED) {
      return report(Health.BYPASSED, "已旁路", "bypassed", device.registeredAt(), heard);
    }
    if (heard == null) {
      return report(
          Health.UNKNOWN,
          "登记后从未收到消息",
          "never heard since it was registered",
          device.registeredAt(),
          null);
    }
    Duration limit = device.supervision().silentAfter();
    boolean heardSinceStart = !heard.at().isBefore(up.listening());
    Instant deadline = (heardSinceStart ? heard.at() : up.ready()).plus(limit);
    if (now.isAfter(deadline)) {
      return silent(device, heard, now);
    }
    if (heard.gone() != null && !heard.gone().isBefore(up.listening())) {
      return report(Health.SILENT, "连接已断开", "its connection is lost", heard.gone(), heard);
    }
    if (!heardSinceStart) {
      return report(
          Health.UNKNOWN,
          "主机启动后尚未收到消息，之前最后一次是%s前".formatted(zh(Duration.between(heard.at(), now))),
          "not heard yet since the hub started; last heard %s ago"
              .formatted(en(Duration.between(heard.at(), now))),
          up.listening(),
          heard);
    }
    return heardInTime(heard, limit, now);
  }

  /**
   * From when on it counts as silent if it says nothing more; null if it need not be heard. At once
   * if its connection is lost.
   */
  static @Nullable Instant deadline(Device device, Heard heard, Uptime up) {
    if (device.state() == Device.State.RETIRED || device.state() == Device.State.BYPASSED) {
      return null;
    }
    Instant gone = heard.gone();
    if (gone != null && !gone.isBefore(up.listening())) {
      return gone;
    }
    boolean heardSinceStart = !heard.at().isBefore(up.listening());
    return (heardSinceStart ? heard.at() : up.ready()).plus(device.supervision().silentAfter());
  }

  private static HealthReport heardInTime(Heard heard, Duration limit, Instant now) {
    if (heard.trouble() != null) {
      Sentence reason =
          switch (heard.trouble()) {
            case FAULT -> new Sentence("设备报告故障", "it reports a fault");
            case TAMPER -> new Sentence("设备被拆动", "it is being tampered with");
            case BATTERY -> new Sentence("电池电量低", "its battery is low");
          };
      Instant since = heard.troubleSince() == null ? heard.at() : heard.troubleSince();
      return new HealthReport(Health.FAULT, reason, since, heard.at());
    }
    Instant late = heard.at().plus(limit.multipliedBy(2).dividedBy(3));
    if (now.isAfter(late)) {
      return report(
          Health.LATE,
          "已有%s没有消息，%s后视为失联".formatted(zh(Duration.between(heard.at(), now)), zh(limit)),
          "no word for %s; silent after %s"
              .formatted(en(Duration.between(heard.at(), now)), en(limit)),
          late,
          heard);
    }
    return report(Health.ONLINE, "正常", "heard in time", heard.unbrokenSince(), heard);
  }

  private static HealthReport silent(Device device, Heard heard, Instant now) {
    Duration limit = device.supervision().limit();
    Duration age = Duration.between(heard.at(), now);
    return report(
        Health.SILENT,
        "已有%s没有消息，监测等级为 %s".formatted(zh(age), zh(limit)),
        "no word for %s; its supervision class is %s".formatted(en(age), en(limit)),
        heard.at().plus(device.supervision().silentAfter()),
        heard);
  }

  private static HealthReport report(
      Health health, String zh, String en, Instant since, @Nullable Heard heard) {
    return new HealthReport(health, new Sentence(zh, en), since, heard == null ? null : heard.at());
  }

  static String en(Duration age) {
    if (age.toMinutes() < 2) {
      return age.toSeconds() + " s";
    }
    return age.toHours() < 2 ? age.toMinutes() + " min" : age.toHours() + " h";
  }

  static String zh(Duration age) {
    if (age.toMinutes() < 2) {
      return age.toSeconds() + " 秒";
    }
    return age.toHours() < 2 ? age.toMinutes() + " 分钟" : age.toHours() + " 小时";
  }
}
