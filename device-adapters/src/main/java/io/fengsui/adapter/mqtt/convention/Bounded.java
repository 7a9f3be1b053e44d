package io.fengsui.adapter.mqtt.convention;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that forgets what was used longest ago once it is full: names come from outside. Not
 * thread-safe.
 */
public final class Bounded<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;
  private final int most;

  public Bounded(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
