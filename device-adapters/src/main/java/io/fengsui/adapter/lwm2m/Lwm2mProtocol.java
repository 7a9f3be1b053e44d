package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Protocol;
import java.time.InstantSource;

/** Devices that register with the hub over LwM2M. */
public final class Lwm2mProtocol implements Protocol<Lwm2mSettings> {

  @Override
  public String name() {
    return "lwm2m";
  }

  @Override
  public Class<Lwm2mSettings> settings() {
    return Lwm2mSettings.class;
  }

  @Override
  public boolean needsKeys(Lwm2mSettings settings) {
    return !settings.noSecurity();
  }

  @Override
  public Adapter adapter(Lwm2mSettings settings) {
    return new Lwm2mAdapter(settings, InstantSource.system());
  }
}
