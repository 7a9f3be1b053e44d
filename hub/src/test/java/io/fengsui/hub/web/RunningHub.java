package io.fengsui.hub.web;

import io.fengsui.hub.account.Accounts;
import io.fengsui.hub.account.Role;
import io.fengsui.hub.audit.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A whole hub in this process, with its own data folder, shared by the tests of the pages. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"fengsui.links.mqtt.mqtt.port=0", "spring.main.keep-alive=false"})
abstract class RunningHub {
  static final String PASSWORD = "beacon-tower-1";
  static final String OFFICER = "zhang.min";
  static final String OPERATOR = "li.na";
  static final String INSTALLER = "chen.bo";
  static final String ADMIN = "wang.wei";

  @Autowired Accounts accounts;
  @LocalServerPort int port;

  private static final Path DATA = folder();

  @DynamicPropertySource
  static void itsOwnFolder(DynamicPropertyRegistry properties) {
    properties.add("fengsui.data", DATA::toString);
  }

  private static Path folder() {
    try {
      var target = Files.createDirectories(Path.of("target"));
      return Files.createTempDirectory(target, "web-test-").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void people() {
    if (accounts.isSetUp()) {
      return; // by an earlier test; passwords are slow by design
    }
    person(ADMIN, Role.ADMIN);
    person(OPERATOR, Role.OPERATOR);
    person(INSTALLER, Role.INSTALLER);
    person(OFFICER, Role.OFFICER);
  }

  String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private void person(String name, Role role) {
    accounts.create(name, PASSWORD, List.of(role), Actor.HUB);
  }
}
