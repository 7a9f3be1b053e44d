package io.fengsui.hub;

import io.fengsui.hub.backup.RestoreProgram;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the hub. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HubApplication {

  /**
   * Runs until the process is told to end. With {@code restore} as the first word it makes a data
   * folder from a backup instead, and ends.
   */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("restore")) {
      List<String> rest = List.of(args).subList(1, args.length);
      System.exit(RestoreProgram.run(rest, DataFolder.FORMAT, System.out, System.err));
    }
    SpringApplication.run(HubApplication.class, args);
  }
}
