package io.fengsui.simulator.mqtt;

import io.fengsui.simulator.Address;
import io.fengsui.simulator.Span;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What both publishers are told. */
final class MqttOptions {
  @Option(
      names = "--mqtt",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:1883",
      converter = Address.class)
  InetSocketAddress mqtt = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1883);

  @Option(names = "--devices", defaultValue = "10", description = "how many are behind it")
  int devices = 10;

  @Option(names = "--every", defaultValue = "10s", converter = Span.class)
  Duration every = Duration.ofSeconds(10);

  @Option(names = "--rounds", defaultValue = "6", description = "reports of each device")
  int rounds = 6;

  @Option(
      names = "--fire-in",
      defaultValue = "0",
      description = "the round in which the first device smells smoke; 0 = never")
  int fireIn;

  /** Waits for the next round, if there is one. */
  void pause(int round) throws InterruptedException {
    if (round < rounds) {
      Thread.sleep(every);
    }
  }
}
