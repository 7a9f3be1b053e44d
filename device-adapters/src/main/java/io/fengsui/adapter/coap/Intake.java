package io.fengsui.adapter.coap;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.Uplink;
import io.fengsui.adapter.binary.Layout;
import io.fengsui.adapter.coap.Kept.Form;
import io.fengsui.adapter.coap.PayloadReader.Content;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.option.StringOption;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.observe.ObserveRelation;
import org.jspecify.annotations.Nullable;

/** Every request: who, what, and hand-over. Confined to the protocol's thread. */
final class Intake extends CoapResource {

  private static final Receipt FULL = new Receipt.Busy(Duration.ofSeconds(2));

  private final CoapSettings settings;
  private final Uplink uplink;
  private final Doorman doorman;
  private final Commands commands;
  private final Answers answers;
  private final PayloadReader reader = new PayloadReader();
  private final Repeats repeats = new Repeats();

  Intake(
      CoapSettings settings, Uplink uplink, Doorman doorman, Commands commands, Answers answers) {
    super("");
    this.settings = settings;
    this.uplink = uplink;
    this.doorman = doorman;
    this.commands = commands;
    this.answers = answers;
    setObservable(true);
  }

  Place place(Exchange exchange) {
    List<String> path =
        exchange.getRequest().getOptions().getUriPath().stream()
            .map(StringOption::getStringValue)
            .toList();
    return Place.of(path, settings.routes());
  }

  @Override
  public void handleRequest(Exchange exchange) {
    Place place = place(exchange);
    Code code = exchange.getRequest().getCode();
    boolean post = code == Code.POST || code == Code.PUT;
    switch (place.feature()) {
      case NOWHERE -> exchange.sendResponse(new Response(ResponseCode.NOT_FOUND));
      case TELEMETRY -> {
        if (post) {
          telemetry(exchange, place);
        } else {
          exchange.sendResponse(new Response(ResponseCode.METHOD_NOT_ALLOWED));
        }
      }
      case ATTRIBUTES -> {
        if (post) {
          telemetry(exchange, place);
        } else {
          attributes(exchange, place);
        }
      }
      case RPC -> commands(exchange, place);
    }
  }

  private void telemetry(Exchange exchange, Place place) {
    CoapSettings.Route route = place.route();
    boolean proven = route == null || principal(exchange) != null;
    Optional<DeviceId> speaker = proven ? speaker(exchange, place) : Optional.empty();
    if (proven && speaker.isEmpty()) {
      exchange.sendResponse(new Response(ResponseCode.UNAUTHORIZED));
      return;
    }
    Form form = form(exchange.getRequest(), route);
    if (form == null) {
      exchange.sendResponse(new Response(ResponseCode.UNSUPPORTED_CONTENT_FORMAT));
      return;
    }
    byte[] body = exchange.getRequest().getPayload();
    Content content = form.read(reader, body);
    Rejected loss = content.loss();
    Optional<DeviceId> named = speaker;
    if (speaker.isEmpty() && !content.identity().isEmpty()) {
      named = doorman.byAddress(content.identity());
    }
    Raw raw =
        content.samples().isEmpty() ? named.map(d -> Kept.of(form, d, body)).orElse(null) : null;
    if (loss != null) {
      uplink.lost(named.orElse(null), loss.reason(), loss.detail(), raw);
    }
    if (loss != null && content.samples().isEmpty()) {
      exchange.sendResponse(Answer.response(exchange, loss));
    } else if (named.isEmpty()) {
      exchange.sendResponse(new Response(ResponseCode.UNAUTHORIZED));
    } else {
      deliver(exchange, named.get(), content);
    }
  }

  private void deliver(Exchange exchange, DeviceId device, Content content) {
    List<DeviceMessage> messages = Kept.messages(device, content);
    if (messages.isEmpty() || repeats.isOne(device, content.samples())) {
      exchange.sendResponse(Answer.accepted(exchange));
      return;
    }
    if (!answers.admits(messages.size())) {
      exchange.sendResponse(Answer.response(exchange, FULL));
      return;
    }
    var answer =
        new Answer(
            exchange, answers, messages.size(), () -> repeats.remember(device, content.samples()));
    for (DeviceMessage message : messages) {
      try {
        uplink.deliver(message).whenComplete(answer);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        answer.accept(new Receipt.Busy(Duration.ZERO), null);
      }
    }
    if (!answer.isGiven()) {
      answers.waits(answer);
    }
  }

  /** The hub has no attributes for devices to read. */
  private void attributes(Exchange exchange, Place place) {
    if (exchange.getRequest().getCode() != Code.GET) {
      exchange.sendResponse(new Response(ResponseCode.METHOD_NOT_ALLOWED));
    } else if (speaker(exchange, place).isEmpty()) {
      exchange.sendResponse(new Response(ResponseCode.UNAUTHORIZED));
    } else {
      var nothing = new Response(ResponseCode.CONTENT);
      nothing.setPayload("{}");
      nothing.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
      exchange.sendResponse(nothing);
    }
  }

  private void commands(Exchange exchange, Place place) {
    Optional<DeviceId> speaker = speaker(exchange, place);
    Request request = exchange.getRequest();
    boolean asks = request.getCode() == Code.GET && request.isObserve();
    if (speaker.isEmpty()) {
      exchange.sendResponse(new Response(ResponseCode.UNAUTHORIZED));
    } else if (asks && exchange.getRelation() == null) {
      exchange.sendResponse(Answer.response(exchange, FULL));
    } else if (asks && place.command().isEmpty()) {
      commands.listens(speaker.get(), exchange);
    } else if (request.getCode() == Code.POST && !place.command().isEmpty()) {
      exchange.sendResponse(
          commands.answered(speaker.get(), place.command(), request.getPayload())
              ? new Response(ResponseCode.CREATED)
              : Answer.saying(ResponseCode.NOT_FOUND, "no command of this id waits for a result"));
    } else if (request.getCode() == Code.GET && request.isObserveCancel()) {
      exchange.sendResponse(new Response(ResponseCode.CONTENT));
    } else {
      exchange.sendResponse(new Response(ResponseCode.METHOD_NOT_ALLOWED));
    }
  }

  private Optional<DeviceId> speaker(Exchange exchange, Place place) {
    Principal session = principal(exchange);
    return place.token().isEmpty()
        ? doorman.byKey(session)
        : doorman.byToken(
            place.token(), session, exchange.getRequest().getSourceContext().getPeerAddress());
  }

  private @Nullable Form form(Request request, CoapSettings.@Nullable Route route) {
    String name = route == null ? settings.octets() : route.layout();
    Layout layout = settings.layout(name);
    if (route != null && name != null && layout != null) {
      return Form.of(name, layout);
    }
    Form form =
        switch (request.getOptions().getContentFormat()) {
          case MediaTypeRegistry.APPLICATION_JSON,
              MediaTypeRegistry.TEXT_PLAIN,
              MediaTypeRegistry.UNDEFINED ->
              Form.JSON;
          case MediaTypeRegistry.APPLICATION_CBOR -> Form.CBOR;
          case MediaTypeRegistry.APPLICATION_OCTET_STREAM ->
              name == null || layout == null ? null : Form.of(name, layout);
          default -> null;
        };
    return form == null || route == null ? form : form.whoseIdentityIs(route.identity());
  }

  private static @Nullable Principal principal(Exchange exchange) {
    return exchange.getRequest().getSourceContext().getPeerIdentity();
  }

  @Override
  public void addObserveRelation(ObserveRelation relation) {
    // the commands keep it: one for each device
  }

  @Override
  public void removeObserveRelation(ObserveRelation relation) {
    commands.gone(relation);
  }
}
