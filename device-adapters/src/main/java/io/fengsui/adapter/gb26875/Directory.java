package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Stranger;
import java.util.Optional;

/** Who is registered behind a transmitter. */
interface Directory {

  /** The device with an address below another. */
  Optional<DeviceId> find(DeviceId parent, String address);

  /** Somebody whom nobody registered. */
  void sighted(Stranger stranger);
}
