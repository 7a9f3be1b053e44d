package io.fengsui.hub.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokens this user signed in with, one a hub address, in a file that only the user can read.
 */
final class Credentials {
  private final Path file;

  Credentials(Path folder) {
    this.file = folder.resolve("credentials.json");
  }

  @Nullable String token(String url) {
    JsonNode token = read().path(url).path("token");
    return token.isString() ? token.stringValue() : null;
  }

  void keep(String url, String account, String token) {
    ObjectNode all = read();
    all.putObject(url).put("account", account).put("token", token);
    write(all);
  }

  void forget(String url) {
    ObjectNode all = read();
    if (all.remove(url) != null) {
      write(all);
    }
  }

  private ObjectNode read() {
    try {
      return Files.exists(file)
              && HubClient.JSON.readTree(Files.readString(file)) instanceof ObjectNode all
          ? all
          : HubClient.JSON.createObjectNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException e) {
      throw new Refusal(file + ": " + e.getOriginalMessage(), "rm " + file);
    }
  }

  private void write(ObjectNode all) {
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh =
          Files.createTempFile(
              folder,
              "credentials",
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, all.toPrettyString());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
