package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Protocol;
import java.time.InstantSource;

/** Fire transmitters that report to the hub as their monitoring centre, GB/T 26875.3-2011. */
public final class Gb26875Protocol implements Protocol<Gb26875Settings> {

  @Override
  public String name() {
    return "gb26875";
  }

  @Override
  public Class<Gb26875Settings> settings() {
    return Gb26875Settings.class;
  }

  @Override
  public Adapter adapter(Gb26875Settings settings) {
    return new Gb26875Adapter(settings, InstantSource.system());
  }
}
