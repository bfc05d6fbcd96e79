package bankapi.acceptance.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate of one server, from an authority of its own, as {@code tls/pkcs12.sh} leaves it.
 */
public final class Certificate {
  static final String PASSWORD = "tls-of-the-tests";

  private final Path directory;
  private int serial = 1000;

  Certificate(Path directory) {
    this.directory = directory;
    Distribution.delete(directory);
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("names"), "subjectAltName=IP:127.0.0.1,DNS:localhost");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.pem");
    renew();
  }

  /** The file that servers read. */
  Path file() {
    return directory.resolve("tls.p12");
  }

  /** A file of nginx and its like: {@code chain.pem} or {@code key.pem}. */
  Path file(String name) {
    return directory.resolve(name);
  }

  /**
   * Puts the next certificate, with a key of its own, in the place of the last.
   *
   * @return its serial number
   */
  public int renew() {
    serial++;
    openssl("req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout key.pem -out request.pem");
    openssl(
        "x509 -req -in request.pem -CA ca.pem -CAkey ca.key -days 2 -extfile names -out leaf.pem"
            + " -set_serial "
            + serial);
    try {
      Files.writeString(
          directory.resolve("chain.pem"),
          Files.readString(directory.resolve("leaf.pem"))
              + Files.readString(directory.resolve("ca.pem")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shell(Distribution.script("tls/pkcs12.sh") + " chain.pem key.pem " + file());
    return serial;
  }

  /** For clients that believe the authority and nobody else. */
  public SSLContext trusted() {
    try (InputStream pem = Files.newInputStream(directory.resolve("ca.pem"))) {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      authorities.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For a server of the tests that shows the certificate itself. */
  SSLContext shown() {
    try (InputStream p12 = Files.newInputStream(file())) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(p12, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the authority one that whoever reads this store of trusted certificates believes. */
  void trustIn(Path store, String password) {
    shell(
        "keytool -importcert -noprompt -alias bankapi-tests -file ca.pem -storetype PKCS12"
            + " -keystore '%s' -storepass '%s'".formatted(store, password));
  }

  private void openssl(String arguments) {
    shell("openssl " + arguments);
  }

  private void shell(String line) {
    Command.run(
        List.of("sh", "-c", "cd '" + directory + "' && " + line),
        Map.of("BANKAPI_TLS_PASSWORD", PASSWORD));
  }
}
