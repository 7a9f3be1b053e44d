package io.fengsui.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaGuardTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final Flyway flyway = Flyway.configure().dataSource(database.dataSource()).load();

  @Test
  void a_database_of_a_newer_release_is_refused() {
    new SchemaGuard().migrate(flyway);
    database
        .jdbc()
        .sql(
            """
            insert into flyway_schema_history (installed_rank, version, description, type, script,
              installed_by, execution_time, success)
            values (999, '999', 'from the future', 'SQL', 'V999__from_the_future.sql', 'x', 1, true)
            """)
        .update();

    assertThatThrownBy(() -> new SchemaGuard().migrate(flyway))
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("newer release")
        .hasMessageContaining("999");
    assertThat(flyway.info().current().getVersion().getVersion()).isEqualTo("999");
  }
}
