package io.fengsui.hub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the hub. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HubApplication {

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    SpringApplication.run(HubApplication.class, args);
  }
}
