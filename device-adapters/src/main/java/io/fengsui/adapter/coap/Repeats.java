package io.fengsui.adapter.coap;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.coap.PayloadReader.Sample;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Recognises what a device says again in a new message: the same readings with the same time of its
 * own. Readings without a time may well be the same twice and are never taken for a repetition.
 * Remembers the latest {@value #REMEMBERED}. Thread-safe.
 */
final class Repeats {

  private static final int REMEMBERED = 16_384;

  private record Said(DeviceId device, List<Sample> samples) {}

  private final Set<Long> heard =
      Collections.synchronizedSet(
          new LinkedHashSet<>() {
            private static final long serialVersionUID = 1;

            @Override
            public boolean add(Long one) {
              if (size() >= REMEMBERED) {
                removeFirst();
              }
              return super.add(one);
            }
          });

  boolean isOne(DeviceId device, List<Sample> samples) {
    return timed(samples) && heard.contains(mark(device, samples));
  }

  /** Remembers what is on disk. */
  void remember(DeviceId device, List<Sample> samples) {
    if (timed(samples)) {
      heard.add(mark(device, samples));
    }
  }

  private static boolean timed(List<Sample> samples) {
    return samples.stream().allMatch(sample -> sample.time() != null);
  }

  /** Sixty-four bits of two different hashes. */
  private static long mark(DeviceId device, List<Sample> samples) {
    long one = new Said(device, samples).hashCode();
    long other = device.value().hashCode();
    for (Sample sample : samples) {
      other = other * 1_000_003 + sample.hashCode();
    }
    return one << Integer.SIZE ^ other;
  }
}
