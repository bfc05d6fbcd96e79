package bankapi.acceptance.config;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A client that offers one version of TLS, and HTTP/2 before HTTP/1.1. */
record TlsClient(SSLContext trusted) {

  /**
   * What both agreed on.
   *
   * @param protocol of HTTP; empty where the server has no opinion
   */
  record Agreement(String version, String protocol, X509Certificate certificate) {}

  /**
   * @throws IOException where the server refuses
   */
  Agreement agree(URI server, String version) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) trusted.getSocketFactory().createSocket(server.getHost(), server.getPort())) {
      SSLParameters offer = socket.getSSLParameters();
      offer.setProtocols(new String[] {version});
      offer.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      offer.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(offer);
      socket.startHandshake();
      SSLSession session = socket.getSession();
      return new Agreement(
          session.getProtocol(),
          socket.getApplicationProtocol(),
          (X509Certificate) session.getPeerCertificates()[0]);
    }
  }
}
