package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.SharedConnection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Behind a proxy the requests of many clients share a connection. A request that is refused before
 * its body was read leaves the rest of it there: it is read away, or the connection ends. It always
 * ends after a body that is large or comes in chunks.
 */
class SharedConnectionIT extends GatewayIT {
  private static final int LARGEST_READ = 64 * 1024;
  private static final List<String> STRANGER =
      List.of("Authorization: token nobody:wrong", "Content-Type: application/json");
  private static final List<String> GUEST = List.of("Content-Type: application/json");

  /** The 400 is that of a server that takes no body with a GET. */
  @ParameterizedTest
  @CsvSource({
    "401 first, stranger, POST, /api/method/ping",
    "403 first, guest, PATCH, /api/method/ping",
    "403 first, guest, POST, /api/method/bank_api.bridge.get_bank_accounts",
    "401 first, guest, POST, /api/webhooks/bridge",
    "404 first, guest, POST, /api/nothing",
    "405 first, guest, PUT, /api/health/live",
    "200 first|400 -, guest, GET, /api/health/live",
    "404 first|405 first, guest, POST, /nowhere",
  })
  void aSmallBodyThatNobodyReads(String expected, String who, String verb, String path) {
    answered(expected, who, verb, path, 10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "413 first, guest, POST, /api/method/ping",
    "401 first, stranger, POST, /api/method/ping",
    "413 first, guest, POST, /api/webhooks/bridge",
    "404 first, guest, POST, /api/nothing",
    "404 first|405 first, guest, POST, /nowhere",
  })
  void aLargeBody(String expected, String who, String verb, String path) {
    for (int size : new int[] {70_000, 1_000_000, 9_000_000}) {
      answered(expected, who, verb, path, size);
    }
  }

  private void answered(String expected, String who, String verb, String path, int size) {
    List<String> headers = who.equals("stranger") ? STRANGER : GUEST;
    SharedConnection connection = new SharedConnection(gateway.base());
    for (boolean chunked : new boolean[] {false, true}) {
      List<String> answers = connection.answers(verb, path, headers, size, chunked);
      String all = String.join(", ", answers);
      boolean last = chunked || size > LARGEST_READ;
      // an end with something unread may take the answer with it
      assertThat(all)
          .as("%s %s with %d bytes, chunked: %s", verb, path, size, chunked)
          .matches("(" + expected + (last ? "|)" : ")(, 200 next)?"));
    }
  }
}
