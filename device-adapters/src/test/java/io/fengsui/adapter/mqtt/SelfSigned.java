package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate for 127.0.0.1 made by the JDK's keytool, in the forms that the parties read.
 *
 * @param keystore PKCS 12
 * @param certificate PEM
 * @param key PEM, PKCS 8
 */
record SelfSigned(Path keystore, Path certificate, Path key) {

  static final String PASSWORD = "changeit";
  private static final int LINE = 64;

  static SelfSigned in(Path folder) throws Exception {
    Path keystore = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
    assertThat(keytool.waitFor()).as(output).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      store.load(in, PASSWORD.toCharArray());
    }
    byte[] certificate = store.getCertificate("server").getEncoded();
    byte[] key = store.getKey("server", PASSWORD.toCharArray()).getEncoded();
    return new SelfSigned(
        keystore,
        pem(folder.resolve("server.crt"), "CERTIFICATE", certificate),
        pem(folder.resolve("server.key"), "PRIVATE KEY", key));
  }

  private static Path pem(Path file, String what, byte[] bytes) throws Exception {
    String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, text, what));
  }
}
