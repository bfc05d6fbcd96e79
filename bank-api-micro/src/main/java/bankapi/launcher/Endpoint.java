package bankapi.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;

/** Where the server listens. */
record Endpoint(InetAddress address, int port) {

  /**
   * Checks that the port is free, so that a taken one is said in a sentence and not in a stack
   * trace.
   */
  static Endpoint free(String address, int port) throws StartFailure {
    InetAddress resolved;
    try {
      resolved = InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw StartFailure.because("The address " + address + " is not known on this machine.");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(resolved, port));
      return new Endpoint(resolved, socket.getLocalPort());
    } catch (IOException e) {
      throw StartFailure.because(
          "Cannot listen on port "
              + port
              + " of "
              + address
              + ": it is in use or not allowed. Choose another with --port.");
    }
  }

  /**
   * The address as one from this machine calls it: every address is reached by the loopback one.
   */
  URI local() {
    InetAddress host = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    String text = host.getHostAddress();
    return URI.create("http://" + (text.contains(":") ? "[" + text + "]" : text) + ":" + port);
  }

  boolean onlyThisMachine() {
    return address.isLoopbackAddress();
  }
}
