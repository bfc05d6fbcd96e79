package bankapi.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import bankapi.sandbox.Caller;
import bankapi.sandbox.Caller.Reply;
import bankapi.sandbox.SandboxTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest extends SandboxTest {

  private static final String ITEMS = "/v3/aggregation/items";
  private static final String TRANSACTIONS = "/v3/aggregation/transactions?limit=100";

  private Caller user;

  @BeforeEach
  void connect() {
    user = Caller.newUser(sandbox);
    user.connect("success");
  }

  private void order(String rules) {
    Reply reply = admin.put("/admin/faults", "[" + rules + "]");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  private String next(Reply page) {
    return page.json().at("/pagination/next_uri").asText();
  }

  @Test
  void aStatusStrikesAsOftenAsOrderedOnlyWhereItMatches() {
    order(
        "{\"match\":\"/v3/aggregation/items\",\"method\":\"GET\",\"kind\":\"status\","
            + "\"status\":503,\"retry_after\":3,\"times\":2}");
    assertThat(user.get("/v3/aggregation/accounts").status()).isEqualTo(200);
    assertThat(user.get(ITEMS).header("Retry-After")).isEqualTo("3");
    assertThat(user.get(ITEMS).status()).isEqualTo(503);
    assertThat(user.get(ITEMS).status()).isEqualTo(200);
  }

  @Test
  void aRuleCanBeARegularExpressionWithABodyOfItsOwn() {
    order("{\"match\":\"/v3/.*/\\\\d+\",\"kind\":\"status\",\"status\":500,\"body\":\"oops\"}");
    assertThat(user.get(ITEMS + "/12").body()).isEqualTo("oops");
    assertThat(user.get(ITEMS).status()).isEqualTo(200);
    admin.delete("/admin/faults");
    assertThat(user.get(ITEMS + "/12").status()).isEqualTo(404);
  }

  @Test
  void htmlAndNothingComeInsteadOfJson() {
    order("{\"match\":\"/v3\",\"kind\":\"html\",\"status\":502,\"times\":1}");
    Reply html = user.get(ITEMS);
    assertThat(html.status()).isEqualTo(502);
    assertThat(html.header("Content-Type")).startsWith("text/html");
    order("{\"match\":\"/v3\",\"kind\":\"empty\",\"times\":1}");
    Reply empty = user.get(ITEMS);
    assertThat(empty.status()).isEqualTo(200);
    assertThat(empty.body()).isEmpty();
  }

  @Test
  void aBodyIsCutInTheMiddle() {
    order("{\"match\":\"/v3\",\"kind\":\"cut\",\"bytes\":40,\"times\":1}");
    assertThatIOException().isThrownBy(() -> user.trySend("GET", TRANSACTIONS, null, null));
    assertThat(user.get(TRANSACTIONS).status()).isEqualTo(200);
  }

  @Test
  void aCutBodyEndsAfterAsManyBytesAsOrdered() throws IOException {
    order("{\"match\":\"/v3\",\"kind\":\"cut\",\"bytes\":40,\"times\":1}");
    URL url = sandbox.baseUri().resolve("/v3/providers").toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestProperty("Bridge-Version", "2025-01-15");
    connection.setRequestProperty("Client-Id", sandbox.config().clientId());
    connection.setRequestProperty("Client-Secret", sandbox.config().clientSecret());
    assertThat(connection.getContentLength()).isGreaterThan(1_000);
    int read = 0;
    try (InputStream body = connection.getInputStream()) {
      while (body.read() >= 0) {
        read++;
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("EOF");
    }
    assertThat(read).isEqualTo(40);
  }

  @Test
  void aConnectionIsReset() {
    order("{\"match\":\"/v3\",\"kind\":\"reset\",\"times\":2}");
    assertThatIOException().isThrownBy(() -> user.trySend("POST", ITEMS, "{}", null));
  }

  @Test
  void onlyLaterPagesAreStruckIfSoOrdered() {
    order("{\"match\":\"/v3\",\"kind\":\"status\",\"status\":500,\"after_page\":3}");
    Reply first = user.get(TRANSACTIONS);
    Reply second = user.get(next(first));
    assertThat(second.status()).isEqualTo(200);
    assertThat(user.get(next(second)).status()).isEqualTo(500);
    assertThat(user.get(TRANSACTIONS).status()).isEqualTo(200);
  }

  @Test
  void aCursorCanLeadInACircle() {
    order("{\"match\":\"/v3\",\"kind\":\"endless_cursor\",\"after_page\":2}");
    Reply second = user.get(next(user.get(TRANSACTIONS)));
    Reply third = user.get(next(second));
    assertThat(next(third)).isEqualTo(next(second));
    assertThat(third.json().path("resources")).isEqualTo(second.json().path("resources"));
  }

  @Test
  void aTokenEndsInTheMiddle() {
    order("{\"match\":\"/v3\",\"kind\":\"expired_token\",\"times\":1}");
    assertThat(user.get(ITEMS).errorCode()).isEqualTo("expired_token");
    assertThat(user.get(ITEMS).status()).isEqualTo(401);
    String uuid = admin.get("/admin/users").json().at("/0/uuid").asText();
    assertThat(user.as(uuid).get(ITEMS).status()).isEqualTo(200);
  }

  @Test
  void answersComeLateOrSlowly() {
    order("{\"match\":\"/v3\",\"kind\":\"latency\",\"ms\":200,\"times\":1}");
    assertThat(took(ITEMS)).isGreaterThan(Duration.ofMillis(190));
    assertThat(took(ITEMS)).isLessThan(Duration.ofMillis(190));
    order("{\"match\":\"/v3\",\"kind\":\"slow\",\"bytes_per_second\":2000,\"times\":1}");
    assertThat(took(ITEMS)).isGreaterThan(Duration.ofMillis(100));
  }

  private Duration took(String path) {
    long start = System.nanoTime();
    assertThat(user.get(path).status()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void ordersThatMakeNoSenseAreRefused() {
    for (String rule :
        new String[] {
          "{\"match\":\"/v3\",\"kind\":\"explode\"}",
          "{\"match\":\"(\",\"kind\":\"empty\"}",
          "{\"match\":\"/v3\",\"kind\":\"status\"}",
          "{\"match\":\"/v3\",\"kind\":\"empty\",\"tmies\":1}"
        }) {
      assertThat(admin.put("/admin/faults", "[" + rule + "]").status()).as(rule).isEqualTo(400);
    }
  }
}
