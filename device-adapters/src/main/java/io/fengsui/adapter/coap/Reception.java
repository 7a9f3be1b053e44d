package io.fengsui.adapter.coap;

import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.ServerMessageDeliverer;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;

/** Brings every request to the intake; only who asks for commands can observe. */
final class Reception extends ServerMessageDeliverer {

  private final Intake intake;
  private final Resource plain;

  Reception(Intake intake, Configuration configuration) {
    super(new CoapResource(""), configuration);
    this.intake = intake;
    this.plain =
        new CoapResource("") {
          @Override
          public void handleRequest(Exchange exchange) {
            intake.handleRequest(exchange);
          }
        };
  }

  @Override
  protected Resource findResource(Exchange exchange) {
    return intake.place(exchange).feature() == Place.Feature.RPC ? intake : plain;
  }
}
