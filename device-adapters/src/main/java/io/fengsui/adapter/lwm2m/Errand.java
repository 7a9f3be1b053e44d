package io.fengsui.adapter.lwm2m;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.leshan.core.request.DownlinkDeviceManagementRequest;
import org.eclipse.leshan.core.request.exception.InvalidResponseException;
import org.eclipse.leshan.core.response.LwM2mResponse;

/**
 * A request that waits for its turn and for the device to be awake.
 *
 * @param planned whether it belongs to the plan that each registration starts anew
 * @param stale whether nobody wants the answer any more
 * @param done called once with the answer; short, on the protocol's thread
 * @param failed called once if there is none, with the reason
 */
record Errand(
    DownlinkDeviceManagementRequest<? extends LwM2mResponse> request,
    boolean planned,
    BooleanSupplier stale,
    Consumer<LwM2mResponse> done,
    Consumer<Exception> failed) {

  static Errand planned(
      DownlinkDeviceManagementRequest<? extends LwM2mResponse> request,
      Consumer<LwM2mResponse> done) {
    return planned(request, done, () -> {});
  }

  /**
   * @param unread called instead if the device answered and nobody can read it
   */
  static Errand planned(
      DownlinkDeviceManagementRequest<? extends LwM2mResponse> request,
      Consumer<LwM2mResponse> done,
      Runnable unread) {
    Consumer<Exception> failed =
        failure -> {
          if (failure instanceof InvalidResponseException) {
            unread.run();
          }
        };
    return new Errand(request, true, () -> false, done, failed);
  }
}
