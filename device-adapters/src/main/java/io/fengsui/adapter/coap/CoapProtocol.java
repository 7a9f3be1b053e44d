package io.fengsui.adapter.coap;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Protocol;
import java.time.InstantSource;

/** Devices that post to the hub over CoAP, plain or with DTLS. */
public final class CoapProtocol implements Protocol<CoapSettings> {

  @Override
  public String name() {
    return "coap";
  }

  @Override
  public Class<CoapSettings> settings() {
    return CoapSettings.class;
  }

  @Override
  public boolean needsKeys(CoapSettings settings) {
    return settings.dtls();
  }

  @Override
  public Adapter adapter(CoapSettings settings) {
    return new CoapAdapter(settings, InstantSource.system());
  }
}
