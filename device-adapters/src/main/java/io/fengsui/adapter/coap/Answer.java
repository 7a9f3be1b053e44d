package io.fengsui.adapter.coap;

import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Rejected;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What one request is answered when all its messages have settled: the worst of their receipts. It
 * is the call-back of each of them.
 */
final class Answer implements BiConsumer<@Nullable Receipt, @Nullable Throwable> {

  private static final int MAX_AGE = 60;

  private final Exchange exchange;
  private final Answers answers;
  private final Runnable whenAccepted;
  private final long since;
  private final AtomicInteger open;
  private volatile @Nullable Receipt worst;

  /**
   * @param messages how many receipts it waits for
   */
  Answer(Exchange exchange, Answers answers, int messages, Runnable whenAccepted) {
    this.exchange = exchange;
    this.answers = answers;
    this.whenAccepted = whenAccepted;
    this.since = answers.now();
    this.open = new AtomicInteger(messages);
  }

  long since() {
    return since;
  }

  boolean isGiven() {
    return open.get() == 0;
  }

  /** Tells the device that its request has come, if it was not answered meanwhile. */
  void acknowledge() {
    if (!isGiven()) {
      exchange.execute(
          () -> {
            if (!isGiven()) {
              exchange.sendAccept();
            }
          });
    }
  }

  /** Any thread. A receipt that fails against its contract counts as busy: nothing is on disk. */
  @Override
  public void accept(@Nullable Receipt settled, @Nullable Throwable failure) {
    Receipt receipt = settled == null ? new Receipt.Busy(Duration.ofSeconds(1)) : settled;
    answers.settled();
    synchronized (this) {
      Receipt before = worst;
      if (before == null || gravity(receipt) > gravity(before)) {
        worst = receipt;
      }
      if (open.decrementAndGet() > 0) {
        return;
      }
    }
    Receipt all = worst;
    if (all instanceof Receipt.Accepted) {
      whenAccepted.run();
    }
    exchange.sendResponse(response(exchange, all == null ? receipt : all));
  }

  private static int gravity(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted() -> 0;
      case Rejected _ -> 1;
      case Receipt.Busy _ -> 2;
    };
  }

  static Response response(Exchange exchange, Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted() -> accepted(exchange);
      case Receipt.Busy(Duration after) -> {
        var response = new Response(ResponseCode.SERVICE_UNAVAILABLE);
        long seconds = after.plusMillis(999).toSeconds();
        response.getOptions().setMaxAge(Math.clamp(seconds, 1, MAX_AGE));
        yield response;
      }
      case Rejected(var reason, String detail) -> {
        var code =
            switch (reason) {
              case UNKNOWN_DEVICE, NOT_ALLOWED -> ResponseCode.UNAUTHORIZED;
              case MALFORMED, OUT_OF_RANGE -> ResponseCode.BAD_REQUEST;
              case TOO_LARGE -> ResponseCode.REQUEST_ENTITY_TOO_LARGE;
            };
        yield saying(code, detail);
      }
    };
  }

  static Response accepted(Exchange exchange) {
    boolean put = exchange.getRequest().getCode() == Code.PUT;
    return new Response(put ? ResponseCode.CHANGED : ResponseCode.CREATED);
  }

  static Response saying(ResponseCode code, String detail) {
    var response = new Response(code);
    response.setPayload(detail);
    response.getOptions().setContentFormat(MediaTypeRegistry.TEXT_PLAIN);
    return response;
  }
}
