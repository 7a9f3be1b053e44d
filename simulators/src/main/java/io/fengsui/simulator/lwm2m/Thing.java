package io.fengsui.simulator.lwm2m;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.leshan.client.resource.BaseInstanceEnabler;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.request.argument.Arguments;
import org.eclipse.leshan.core.response.ExecuteResponse;
import org.eclipse.leshan.core.response.ReadResponse;

/**
 * An object instance whose resources are set from outside; public, so that Leshan can make one.
 * Thread-safe.
 */
public final class Thing extends BaseInstanceEnabler {
  private final Map<Integer, Object> values = new ConcurrentHashMap<>();

  Thing with(int resource, Object value) {
    values.put(resource, value);
    return this;
  }

  /** Whoever observes it is told if it is another value. */
  void set(int resource, Object value) {
    if (!value.equals(values.put(resource, value))) {
      fireResourceChange(resource);
    }
  }

  @Override
  public ReadResponse read(LwM2mServer server, int resource) {
    return switch (values.get(resource)) {
      case Boolean on -> ReadResponse.success(resource, on);
      case Double amount -> ReadResponse.success(resource, amount);
      case Long amount -> ReadResponse.success(resource, amount);
      case String text -> ReadResponse.success(resource, text);
      case null, default -> ReadResponse.notFound();
    };
  }

  @Override
  public ExecuteResponse execute(LwM2mServer server, int resource, Arguments arguments) {
    return ExecuteResponse.success();
  }

  @Override
  public List<Integer> getAvailableResourceIds(ObjectModel model) {
    return values.keySet().stream().sorted().toList();
  }
}
