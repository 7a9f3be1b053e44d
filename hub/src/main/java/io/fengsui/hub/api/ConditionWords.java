package io.fengsui.hub.api;

import io.fengsui.adapter.Metrics;
import io.fengsui.hub.problem.Sentence;
import io.fengsui.rules.Explanation.Part;
import io.fengsui.rules.Position;
import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One condition as it stands, in words.
 *
 * @param now the engine's time
 */
record ConditionWords(Instant now) {

  /** Empty for what only joins others. */
  Optional<Sentence> of(Part part) {
    return switch (part.of()) {
      case null -> Optional.of(of(part, part.text()));
      case Condition.Above(Measure measure, double level, double clear) -> {
        boolean over = part.value() instanceof Double value && value >= level;
        boolean under = part.value() instanceof Double value && value < clear;
        yield Optional.of(
            holds(part)
                ? compared(part, measure, "≥", over ? level : clear)
                : compared(part, measure, "<", under ? clear : level));
      }
      case Condition.Below(Measure measure, double level, double clear) -> {
        boolean under = part.value() instanceof Double value && value < level;
        boolean over = part.value() instanceof Double value && value >= clear;
        yield Optional.of(
            holds(part)
                ? compared(part, measure, "<", under ? level : clear)
                : compared(part, measure, "≥", over ? clear : level));
      }
      case Condition.Is(String metric, Object wanted) -> Optional.of(is(part, metric, wanted));
      case Condition.Turned(String metric, Object wanted) -> Optional.of(is(part, metric, wanted));
      case Condition.Within(String metric, var zone) ->
          Optional.of(
              known(
                  part,
                  label(metric),
                  new Sentence(
                      "%s %s区域“%s”%s"
                          .formatted(
                              value(part), holds(part) ? "在" : "不在", zone.name(), heard(part).zh()),
                      "%s is %s %s%s"
                          .formatted(
                              value(part),
                              holds(part) ? "inside" : "outside",
                              zone.name(),
                              heard(part).en()))));
      case Condition.Absent _, Condition.Overdue _ -> Optional.of(silence(part));
      case Condition.During _ -> Optional.of(hours(part));
      case Condition.Follows _ -> Optional.of(sequence(part, "两者先后发生", "one followed the other"));
      case Condition.Unanswered _ ->
          Optional.of(sequence(part, "未得到应答", "the answer did not come"));
      case Condition.All _, Condition.Any _, Condition.Not _ -> Optional.empty();
    };
  }

  private static boolean holds(Part part) {
    return Boolean.TRUE.equals(part.verdict());
  }

  /** A guard, or a device of a place. */
  private static Sentence of(Part part, String text) {
    return part.verdict() == null
        ? new Sentence(text + "：无法判断", text + ": cannot be told")
        : holds(part)
            ? new Sentence(text + "：成立", text + ": holds")
            : new Sentence(text + "：不成立", text + ": does not hold");
  }

  private Sentence compared(Part part, Measure measure, String sign, double bound) {
    Sentence name = name(measure);
    String unit = unit(measure);
    String than = sign + " " + amount(bound, unit);
    return known(
        part,
        name,
        part.value() instanceof Double value
            ? new Sentence(
                "%s %s %s%s".formatted(name.zh(), amount(value, unit), than, heard(part).zh()),
                "%s %s %s%s".formatted(name.en(), amount(value, unit), than, heard(part).en()))
            : name);
  }

  private Sentence is(Part part, String metric, Object wanted) {
    Sentence name = label(metric);
    Sentence value = word(part.value());
    Sentence other = word(wanted);
    return known(
        part,
        name,
        holds(part)
            ? new Sentence(
                "%s为%s%s".formatted(name.zh(), value.zh(), heard(part).zh()),
                "%s is %s%s".formatted(name.en(), value.en(), heard(part).en()))
            : new Sentence(
                "%s为%s，等待%s%s".formatted(name.zh(), value.zh(), other.zh(), heard(part).zh()),
                "%s is %s, awaited %s%s"
                    .formatted(name.en(), value.en(), other.en(), heard(part).en())));
  }

  private Sentence silence(Part part) {
    if (part.verdict() == null) {
      return new Sentence("该设备通常多久上报一次尚不清楚", "how often the device reports is not known yet");
    }
    Sentence span =
        part.value() instanceof Double seconds
            ? SpanWords.of(Duration.ofSeconds(seconds.longValue()))
            : new Sentence("一段时间", "a while");
    Instant turns = part.turnsAt();
    if (holds(part)) {
      return new Sentence("已 " + span.zh() + "未听到", "nothing heard for " + span.en());
    }
    return turns == null
        ? new Sentence(span.zh() + "前听到", "heard " + span.en() + " ago")
        : new Sentence(
            "%s前听到，再过 %s算失联".formatted(span.zh(), SpanWords.between(now, turns).zh()),
            "heard %s ago; silent in %s".formatted(span.en(), SpanWords.between(now, turns).en()));
  }

  private Sentence hours(Part part) {
    Sentence what =
        holds(part)
            ? new Sentence("正在规定时段内", "it is within the hours")
            : new Sentence("不在规定时段内", "it is not within the hours");
    Instant turns = part.turnsAt();
    return turns == null
        ? what
        : new Sentence(
            what.zh() + "，还有 " + SpanWords.between(now, turns).zh(),
            what.en() + " for another " + SpanWords.between(now, turns).en());
  }

  private Sentence sequence(Part part, String zh, String en) {
    Instant turns = part.turnsAt();
    String soonZh = turns == null ? "" : "（" + SpanWords.between(now, turns).zh() + "后变化）";
    String soonEn = turns == null ? "" : " (turns in " + SpanWords.between(now, turns).en() + ")";
    return part.verdict() == null
        ? new Sentence("尚不清楚是否" + zh + soonZh, "not known whether " + en + soonEn)
        : new Sentence(
            (holds(part) ? "" : "尚未出现：") + zh + soonZh,
            (holds(part) ? "" : "not so: ") + en + soonEn);
  }

  /** The sentence, or that it is not known and why. */
  private Sentence known(Part part, Sentence name, Sentence sentence) {
    if (part.verdict() != null) {
      return sentence;
    }
    return part.heardAt() == null
        ? new Sentence(
            name.zh() + "未知：该设备从未上报", name.en() + " is not known; the device has never reported it")
        : new Sentence(
            name.zh() + "未知：上报得还不够久，或所报的值不能用" + heard(part).zh(),
            name.en()
                + " is not known; it was not reported for long enough, or what was said is of no use"
                + heard(part).en());
  }

  private Sentence heard(Part part) {
    Instant at = part.heardAt();
    if (at == null) {
      return new Sentence("", "");
    }
    Sentence ago = SpanWords.between(at, now);
    return new Sentence("（" + ago.zh() + "前）", " (" + ago.en() + " ago)");
  }

  private static Sentence name(Measure measure) {
    return switch (measure) {
      case Measure.Reading(String metric) -> label(metric);
      case Measure.Rise(String metric, Duration within) ->
          of(metric, "%s在 %s内上升", "rise of %s within %s", within);
      case Measure.Fall(String metric, Duration within) ->
          of(metric, "%s在 %s内下降", "fall of %s within %s", within);
      case Measure.Deviation(String metric, Duration over, _) ->
          of(metric, "%s偏离自身均值（%s）", "deviation of %s from its mean over %s", over);
      case Measure.TimeTo(String metric, double level, _) ->
          new Sentence(
              "%s到达 %s还需".formatted(label(metric).zh(), amount(level, unit(metric))),
              "time until %s reaches %s"
                  .formatted(label(metric).en(), amount(level, unit(metric))));
      case Measure.Count(_, Duration within, _) -> {
        Sentence span = SpanWords.of(within);
        yield new Sentence(span.zh() + "内的次数", "count within " + span.en());
      }
      case Measure.Members(_, _, _, boolean percent) ->
          percent
              ? new Sentence("符合条件的设备所占百分比", "share of devices that count")
              : new Sentence("符合条件的设备数", "devices that count");
    };
  }

  private static Sentence of(String metric, String zh, String en, Duration span) {
    Sentence name = label(metric);
    Sentence length = SpanWords.of(span);
    return new Sentence(zh.formatted(name.zh(), length.zh()), en.formatted(name.en(), length.en()));
  }

  private static String unit(Measure measure) {
    return switch (measure) {
      case Measure.Reading(String metric) -> unit(metric);
      case Measure.Rise(String metric, _) -> unit(metric);
      case Measure.Fall(String metric, _) -> unit(metric);
      case Measure.Deviation(String metric, _, boolean percent) -> percent ? "%" : unit(metric);
      case Measure.TimeTo _ -> "s";
      case Measure.Count _ -> "";
      case Measure.Members(_, _, _, boolean percent) -> percent ? "%" : "";
    };
  }

  private static String unit(String metric) {
    return Metrics.find(metric).map(Metrics.Metric::unit).orElse("");
  }

  private static Sentence label(String metric) {
    return Metrics.find(metric)
        .map(known -> new Sentence(known.zh(), metric))
        .orElse(new Sentence(metric, metric));
  }

  private static String amount(double value, String ucum) {
    String number =
        Double.isInfinite(value)
            ? "∞"
            : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    String unit = ucum.equals("Cel") ? "°C" : ucum.replaceAll("[\\[\\]{}]", "");
    return unit.isEmpty() ? number : number + " " + unit;
  }

  private static Sentence word(@Nullable Object value) {
    return switch (value) {
      case Boolean on -> on ? new Sentence("是", "on") : new Sentence("否", "off");
      case null -> new Sentence("未知", "not known");
      default -> new Sentence("“" + value + "”", "\"" + value + "\"");
    };
  }

  private static String value(Part part) {
    return part.value() instanceof Position(double latitude, double longitude)
        ? "%.5f, %.5f".formatted(latitude, longitude)
        : String.valueOf(part.value());
  }
}
