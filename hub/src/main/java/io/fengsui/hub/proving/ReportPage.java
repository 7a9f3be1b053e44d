package io.fengsui.hub.proving;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report to print and sign by hand: one file that needs no other. Both languages side by side.
 */
public final class ReportPage {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private ReportPage() {}

  /**
   * The page.
   *
   * @param zone of the times that people read
   */
  public static String of(Report.Signed signed, ZoneId zone) {
    Report report = signed.report();
    String rows =
        report.points().stream().map(line -> row(line, zone)).collect(Collectors.joining());
    String verdict =
        report.passed()
            ? "全部通过 All %d points passed".formatted(report.total())
            : "未通过：%1$d 个点位中 %2$d 个通过 Failed: %2$d of %1$d points passed"
                .formatted(report.total(), report.passedPoints());
    String json = JsonMapper.shared().writeValueAsString(signed).replace("<", "\\u003c");
    return """
      <!DOCTYPE html>
      <html lang="zh"><head><meta charset="utf-8"><title>%s</title><style>
      body{font:14px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111}
      h1{font-size:1.4rem}table{border-collapse:collapse;width:100%%}
      td,th{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}
      .passed{color:#065f2c}.failed{color:#a40000;font-weight:bold}
      .mono{font:11px/1.4 monospace;overflow-wrap:anywhere}thead{display:table-header-group}
      tr{break-inside:avoid}.hand{margin-top:3rem}
      </style></head><body>
      <h1>步行测试报告 · Walk test report</h1>
      <p>编号 No. <b>%s</b> · 范围 Zone: %s<br>安装人员 Installer: %s<br>%s – %s（结束 ended by %s）</p>
      <p class="%s">%s</p>
      <table><thead><tr><th>点位 Point</th><th>位置 Place</th><th>结果 Result</th>
      <th>报警时间 Alarm</th></tr></thead><tbody>
      %s</tbody></table>
      <p class="hand">签字 Signature: ______________________</p>
      <p class="mono">Ed25519 %s<br>key %s</p>
      <script type="application/json" id="report">%s</script>
      </body></html>
      """
        .formatted(
            escaped(report.test()),
            escaped(report.test()),
            escaped(words(report.zone())),
            escaped(report.installer()),
            time(report.since(), zone),
            time(report.endedAt(), zone),
            escaped(report.endedBy()),
            report.passed() ? "passed" : "failed",
            verdict,
            rows,
            signed.signature().value(),
            signed.signature().key(),
            json);
  }

  private static String row(Report.Line line, ZoneId zone) {
    Instant at = line.alarmAt();
    String result =
        switch (line.result()) {
          case "passed" -> "<td class=\"passed\">通过 passed</td>";
          case "heard" -> "<td class=\"failed\">有信号无报警 heard, no alarm</td>";
          default -> "<td class=\"failed\">未测 never tried</td>";
        };
    return "<tr><td>%s<br><span class=\"mono\">%s</span></td><td>%s</td>%s<td>%s</td></tr>\n"
        .formatted(
            escaped(line.name()),
            escaped(line.device()),
            escaped(line.place()),
            result,
            at == null ? "–" : time(at, zone));
  }

  private static String words(Zone zone) {
    return Stream.of(zone.grid(), zone.community(), zone.street(), zone.building(), zone.floor())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  private static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
