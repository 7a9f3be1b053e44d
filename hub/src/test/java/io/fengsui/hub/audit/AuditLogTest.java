package io.fengsui.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.database.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditLogTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Actor WANG = new Actor("wang.wei", "10.0.0.7");

  private final AuditLog audit =
      new AuditLog(database.dataSource(), database.transactions(), new HandClock());

  @Test
  void a_changed_or_missing_row_is_found() {
    add("one", "two", "three", "four");
    assertThat(audit.verify().whole()).isTrue();

    tamper("update audit set subject = 'Two' where number = 2");
    assertThat(audit.verify().firstBroken()).hasValue(2);
    tamper("update audit set subject = 'two' where number = 2");
    assertThat(audit.verify().whole()).isTrue();

    tamper("delete from audit where number = 3");
    assertThat(audit.verify().firstBroken()).hasValue(3);
  }

  @Test
  void the_database_itself_refuses_a_change() {
    assertThatThrownBy(() -> database.jdbc().sql("truncate audit").update())
        .hasMessageContaining("never changed or deleted");
  }

  @Test
  void a_row_without_a_transaction_is_a_broken_program() {
    assertThatThrownBy(() -> audit.add(WANG, "a", "b", Map.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  private void add(String... subjects) {
    for (String subject : List.of(subjects)) {
      database
          .transactions()
          .executeWithoutResult(
              status -> audit.add(WANG, "test", subject, Map.of("z", 1, "a", "b")));
    }
  }

  /** What somebody with the database's password could do. */
  private void tamper(String sql) {
    database
        .transactions()
        .executeWithoutResult(
            status -> {
              database.jdbc().sql("alter table audit disable trigger all").update();
              database.jdbc().sql(sql).update();
              database.jdbc().sql("alter table audit enable trigger all").update();
            });
  }
}
