package io.fengsui.hub.database;

import io.fengsui.adapter.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The password of the hub's own server, which no person needs: made once, kept in a file. */
final class ServerPassword {
  private ServerPassword() {}

  /** The password in a file that only its owner can read; makes it when it is not there. */
  static Secret in(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Path unfinished = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(unfinished);
      Files.writeString(Files.createFile(unfinished, ownerOnly), HexFormat.of().formatHex(random));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Secret.of(Files.readString(file).strip());
  }
}
