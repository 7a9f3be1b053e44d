package io.fengsui.hub.link;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.BusReader;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LaneView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keeps what is appended in lists; can be told to fail. */
public final class MemoryBus implements Bus {

  private final Map<Lane, List<DeviceMessage>> lanes = new EnumMap<>(Lane.class);
  private @Nullable RuntimeException failure;

  public synchronized List<DeviceMessage> in(Lane lane) {
    return List.copyOf(lanes.getOrDefault(lane, List.of()));
  }

  public synchronized void failWith(@Nullable RuntimeException with) {
    failure = with;
  }

  @Override
  public synchronized CompletionStage<Long> append(Lane lane, String link, DeviceMessage message) {
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    List<DeviceMessage> messages = lanes.computeIfAbsent(lane, key -> new ArrayList<>());
    messages.add(message);
    return CompletableFuture.completedFuture((long) messages.size() - 1);
  }

  @Override
  public CompletionStage<Long> appendResumed(Lane lane, Instant downSince) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BusReader reader(Lane lane, String group) {
    throw new UnsupportedOperationException();
  }

  @Override
  public LaneView view(Lane lane) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long move(Lane lane, String group, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void drop(Lane lane, String group) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instant now(Lane lane) {
    throw new UnsupportedOperationException();
  }

  @Override
  public LaneStatus status(Lane lane) {
    throw new UnsupportedOperationException();
  }
}
