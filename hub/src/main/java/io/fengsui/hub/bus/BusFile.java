package io.fengsui.hub.bus;

import java.io.IOException;
import java.io.InputStream;

/**
 * One file of a copy of the bus.
 *
 * @param name below the bus folder, with {@code /}: {@code telemetry/0000000000000000000.log}
 * @param length bytes that belong to the copy; the file itself may have grown since
 * @param source where its bytes come from
 */
public record BusFile(String name, long length, Source source) {

  /** Opens the file from its beginning. */
  @FunctionalInterface
  public interface Source {
    /**
     * Opens it anew each time.
     *
     * @throws java.nio.file.NoSuchFileException if every group has read the file, and it was
     *     deleted before the copy began to hold it; nobody needs it
     */
    InputStream open() throws IOException;
  }
}
