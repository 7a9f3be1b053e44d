package io.fengsui.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DuplicateKeyException;

/** What V10 makes of devices that were registered before it. */
final class OneNamePerDeviceTest {

  private static final String BEFORE = "before";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @Test
  void an_address_that_is_the_id_of_another_is_dropped_however_long_the_chain() {
    migrate("9");
    insert("a", null);
    insert("b", "a"); // could speak for a; without its address it is b,
    insert("c", "b"); // for which this one could speak then
    insert("d", "e");
    insert("e", "d"); // these two call each other's names, and nobody speaks for another
    insert("f", "elsewhere");

    migrate("10");

    assertThat(names())
        .isEqualTo(Map.of("a", "a", "b", "b", "c", "c", "d", "e", "e", "d", "f", "elsewhere"));
    assertThatThrownBy(() -> insert("g", "a")).isInstanceOf(DuplicateKeyException.class);
  }

  private static void migrate(String version) {
    Flyway.configure()
        .dataSource(database.dataSource())
        .schemas(BEFORE)
        .target(version)
        .load()
        .migrate();
  }

  private static void insert(String id, @Nullable String address) {
    database
        .jdbc()
        .sql(
            """
            insert into before.device
                (id, type, name, link, grid, supervision, state, installer, registered_at, address)
              values (:id, 'smoke-detector', 'n', 'mqtt', '', '180s', 'REGISTERED', 'i', now(), :address)
            """)
        .param("id", id)
        .param("address", address)
        .update();
  }

  private static Map<String, String> names() {
    return database
        .jdbc()
        .sql("select id, coalesce(address, id) as name from before.device")
        .query()
        .listOfRows()
        .stream()
        .collect(Collectors.toMap(row -> (String) row.get("id"), row -> (String) row.get("name")));
  }
}
