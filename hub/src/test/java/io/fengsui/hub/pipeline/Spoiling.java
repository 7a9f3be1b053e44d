package io.fengsui.hub.pipeline;

import io.fengsui.hub.bus.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** What can become of the file that rules save their state in. */
enum Spoiling {
  TORN {
    @Override
    void spoil(Path current, Path previous) throws IOException {
      byte[] bytes = Files.readAllBytes(current);
      Files.write(current, Arrays.copyOf(bytes, bytes.length / 2));
    }
  },
  DAMAGED {
    @Override
    void spoil(Path current, Path previous) throws IOException {
      byte[] bytes = Files.readAllBytes(current);
      bytes[bytes.length / 2] ^= 1;
      Files.write(current, bytes);
    }
  },
  OLD {
    @Override
    void spoil(Path current, Path previous) throws IOException {
      if (Files.exists(previous)) {
        Files.copy(previous, current, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  },
  GONE {
    @Override
    void spoil(Path current, Path previous) throws IOException {
      Files.delete(current);
      Files.deleteIfExists(previous);
    }
  };

  abstract void spoil(Path current, Path previous) throws IOException;

  void spoil(Path folder, Lane lane) throws IOException {
    Path current = folder.resolve(lane.key() + ".snapshot");
    if (Files.exists(current)) {
      spoil(current, folder.resolve(lane.key() + ".snapshot.previous"));
    }
  }
}
