package io.fengsui.hub.database;

import io.fengsui.hub.bus.ChildJvm;
import java.nio.file.Path;

/** Starts the hub's database server and tells why it did not. Arguments: data, programs. */
final class SmallDiskProgram {

  private SmallDiskProgram() {}

  public static void main(String[] args) throws Exception {
    try (var server = DatabaseServer.start(Path.of(args[0]), Path.of(args[1]), 0)) {
      System.out.println(ChildJvm.TELLS + "started " + server.address().url());
    } catch (DatabaseRefusedException e) {
      System.out.println(ChildJvm.TELLS + e.getMessage());
    }
  }
}
