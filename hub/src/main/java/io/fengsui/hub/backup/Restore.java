package io.fengsui.hub.backup;

import io.fengsui.hub.database.DatabaseAddress;
import io.fengsui.hub.database.DatabaseServer;
import io.fengsui.hub.database.Schema;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a data folder, and fills a database, from a backup. No hub runs on either. Whatever goes
 * wrong, both are empty again afterwards.
 *
 * @param outside the database of a hub that does not run its own
 * @param newestData the newest format of a data folder that this hub knows
 */
record Restore(
    Archive archive, RestoredFolder target, @Nullable DatabaseAddress outside, int newestData) {

  private static final String DATABASE = "database/";

  /**
   * Checks everything that can be checked before anything is touched.
   *
   * @throws BackupRefusedException if it cannot be restored
   */
  static Manifest check(Archive archive, int newestData) throws IOException {
    Manifest manifest = archive.verify();
    if (manifest.data() > newestData || !Schema.versions().contains(manifest.schema())) {
      throw new BackupRefusedException(
          "备份来自更新的版本 %s（数据格式 %d，数据库结构 %s）。请使用该版本恢复"
              .formatted(manifest.hub(), manifest.data(), manifest.schema()),
          "the backup was made by the newer version %s (data format %d, schema %s). Restore it with that version"
              .formatted(manifest.hub(), manifest.data(), manifest.schema()));
    }
    return manifest;
  }

  /**
   * Checks, then restores.
   *
   * @throws BackupRefusedException if it cannot be restored; nothing was changed
   */
  Manifest run() throws IOException, SQLException, InterruptedException {
    Manifest manifest = check(archive, newestData);
    requireRoom();
    target.begin();
    boolean done = false;
    try {
      if (outside == null) {
        try (var server = DatabaseServer.start(target.folder(), target.folder(), 0)) {
          fill(server.address(), manifest);
        }
      } else {
        fill(outside, manifest);
      }
      target.finish(manifest.data());
      done = true;
    } finally {
      if (!done) {
        undo();
      }
    }
    return manifest;
  }

  private void requireRoom() throws IOException, SQLException {
    if (!target.isEmpty()) {
      throw new BackupRefusedException(
          "文件夹 %s 不是空的，未做任何更改。请指定一个新文件夹".formatted(target.folder()),
          "the folder %s is not empty, and nothing was changed. Name a new one"
              .formatted(target.folder()));
    }
    if (outside != null) {
      try (var connection = outside.connect()) {
        if (!Schema.isEmpty(connection)) {
          throw new BackupRefusedException(
              "数据库 %s 不是空的，未做任何更改。请指定一个空数据库".formatted(outside.url()),
              "the database %s is not empty, and nothing was changed. Name an empty one"
                  .formatted(outside.url()));
        }
      }
    }
  }

  /** At the version of then, so that every row fits; then up to that of this release. */
  private void fill(DatabaseAddress database, Manifest manifest) throws IOException, SQLException {
    Schema.migrate(database, manifest.schema());
    try (var load = new DatabaseLoad(database.connect(), manifest)) {
      archive.read(
          (name, content) -> {
            if (name.startsWith(DATABASE)) {
              try {
                load.rows(name.substring(DATABASE.length()), content);
              } catch (SQLException e) {
                throw new IOException("%s does not fit: %s".formatted(name, e.getMessage()), e);
              }
            } else if (RestoredFolder.isFile(name)) {
              target.write(name, content);
            }
          });
      load.finish();
    }
    Schema.migrate(database, "latest");
  }

  private void undo() throws IOException {
    if (outside != null) {
      Schema.clean(outside);
    }
    target.undo();
  }
}
