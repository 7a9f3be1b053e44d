package io.fengsui.hub.database;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** Brings the schema to this release, and refuses one that a newer release has changed. */
final class SchemaGuard implements FlywayMigrationStrategy {

  @Override
  public void migrate(Flyway flyway) {
    Arrays.stream(flyway.info().applied())
        .filter(SchemaGuard::isFromNewerRelease)
        .findFirst()
        .ifPresent(SchemaGuard::refuse);
    flyway.migrate();
  }

  private static boolean isFromNewerRelease(MigrationInfo migration) {
    return migration.getState() == MigrationState.FUTURE_SUCCESS
        || migration.getState() == MigrationState.FUTURE_FAILED;
  }

  private static void refuse(MigrationInfo migration) {
    throw new DatabaseRefusedException(
        ("the database was written by a newer release of the hub (schema %s, %s); it was left"
                + " untouched. Start that release, or restore a backup made before the upgrade.")
            .formatted(migration.getVersion(), migration.getDescription()));
  }
}
