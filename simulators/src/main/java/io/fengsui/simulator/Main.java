package io.fengsui.simulator;

import io.fengsui.simulator.bench.BenchCommand;
import io.fengsui.simulator.coap.CoapDetectorCommand;
import io.fengsui.simulator.gb26875.TransmitterCommand;
import io.fengsui.simulator.load.LoadCommand;
import io.fengsui.simulator.lwm2m.Lwm2mDetectorCommand;
import io.fengsui.simulator.mqtt.ThingsBoardCommand;
import io.fengsui.simulator.mqtt.ZigbeeCommand;
import io.fengsui.simulator.street.StreetCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The simulators' command line. */
@Command(
    name = "simulators",
    mixinStandardHelpOptions = true,
    description = "Devices that are not there, and the programs that measure the hub.",
    subcommands = {
      StreetCommand.class,
      LoadCommand.class,
      ZigbeeCommand.class,
      ThingsBoardCommand.class,
      TransmitterCommand.class,
      CoapDetectorCommand.class,
      Lwm2mDetectorCommand.class,
      BenchCommand.class
    })
public final class Main {

  /** Exit status 0 done, 1 refused or failed, 2 wrong usage, 3 hub not reachable. */
  public static void main(String[] args) {
    System.setProperty("logback.configurationFile", "io/fengsui/simulator/logback.xml");
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
