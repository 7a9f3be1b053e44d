package io.fengsui.hub.dispatch;

import static io.fengsui.hub.event.Alarms.smoke;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.EventStage;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutboxPurgeTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @Test
  void what_was_settled_long_ago_goes_and_all_else_stays() throws Exception {
    try (var stage =
        new EventStage(
            database, Clock.systemUTC(), Map.of("fengsui.dispatch.desk.enabled", "false"))) {
      List<Alarm> alarms =
          IntStream.range(0, 2500).<Alarm>mapToObj(i -> smoke("sd-" + i, i % 60)).toList();
      stage.journal().apply(Lane.LIFE_SAFETY, alarms);
      database.jdbc().sql("delete from outbox").update();
      outbox("0, 1200", "delivered_at", "31 days");
      outbox("1200, 1300", "refused_at", "31 days");
      outbox("1300, 1400", "delivered_at", "29 days");
      outbox("1400, 1500", "claimed_until", "31 days");

      assertThat(stage.get(OutboxPurge.class).purge()).isEqualTo(1300);

      assertThat(count("outbox")).isEqualTo(200);
      assertThat(count("event")).isEqualTo(2500);
    }
  }

  private void outbox(String range, String column, String age) {
    String[] ends = range.split(", ");
    database
        .jdbc()
        .sql(
            """
            insert into outbox (event, revision, channel, type, at, payload, next_attempt_at, %s)
            select id, 1, 'test', 't', raised_at, '{}', raised_at, now() - interval '%s'
            from (select id, raised_at, row_number() over (order by id) - 1 as n from event) e
            where n >= %s and n < %s
            """
                .formatted(column, age, ends[0], ends[1]))
        .update();
  }

  private long count(String table) {
    return database.jdbc().sql("select count(*) from " + table).query(Long.class).single();
  }
}
