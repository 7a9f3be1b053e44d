package io.fengsui.hub.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A stream that closes itself, so that its reader fails, when nothing has come for some time. */
final class Patient extends FilterInputStream {

  private final Duration patience;
  private final Thread watch;
  private volatile long heardAt = System.nanoTime();

  Patient(InputStream in, Duration patience) {
    super(in);
    this.patience = patience;
    this.watch = Thread.ofVirtual().name("patience").start(this::watch);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int got = super.read(bytes, offset, length);
    heardAt = System.nanoTime();
    return got;
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }

  private void watch() {
    try {
      long left = patience.toNanos();
      while (left > 0) {
        Thread.sleep(Duration.ofNanos(left));
        left = patience.toNanos() - (System.nanoTime() - heardAt);
      }
      super.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the reader is done
    } catch (IOException e) {
      heardAt = System.nanoTime(); // closed already: its reader knows
    }
  }
}
