package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Secret;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** The server's certificate and key, read when the link starts. TLS 1.2 and 1.3. */
final class TlsContext {

  private TlsContext() {}

  static SslContext of(MqttSettings.Tls settings) throws IOException, GeneralSecurityException {
    Path store = settings.keystore();
    SslContextBuilder builder =
        store == null
            ? pem(
                Objects.requireNonNull(settings.certificate()),
                Objects.requireNonNull(settings.key()),
                settings.password())
            : SslContextBuilder.forServer(keyStore(store, settings.password()));
    return builder.protocols("TLSv1.3", "TLSv1.2").build();
  }

  private static SslContextBuilder pem(Path certificate, Path key, @Nullable Secret password) {
    return SslContextBuilder.forServer(
        certificate.toFile(), key.toFile(), password == null ? null : password.text());
  }

  private static KeyManagerFactory keyStore(Path file, @Nullable Secret password)
      throws IOException, GeneralSecurityException {
    char[] secret = password == null ? new char[0] : password.text().toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, secret);
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, secret);
    return factory;
  }
}
