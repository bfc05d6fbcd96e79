package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller sends that is no JSON, or far too much of it. */
class BadBodiesIT extends RefusalIT {

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"item_id\":", "{\"item_id\":1}x", "12", "\"text\"", "{'a':1}", "\u0000"})
  void malformedJson(String body) {
    refused(
        417,
        "ValidationError",
        "",
        () -> customer.gateway().json(PREFIX + "delete_bridge_item_id", body));
  }

  @Test
  void jsonThatIsNestedTooDeep() {
    String deep = "{\"item_id\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
    refused(
        417,
        "ValidationError",
        "",
        () -> customer.gateway().json(PREFIX + "delete_bridge_item_id", deep));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded", "text/plain"})
  void aMegabyteOfArguments(String type) {
    String large = "x".repeat(1024 * 1024);
    String body =
        type.contains("json")
            ? "{\"item_id\":%d,\"a\":\"%s\"}".formatted(own.itemId(), large)
            : "item_id=" + own.itemId() + "&a=" + large;
    refused(413, "RequestEntityTooLarge", "", () -> delete(type, body));
  }

  @Test
  void aMegabyteOfArgumentsInTheAddress() {
    List<String> before = state();
    try {
      Answer answer =
          customer
              .gateway()
              .onItsOwnConnection()
              .path(
                  "/api/method/bank_api.bridge.delete_bridge_item_id?item_id="
                      + own.itemId()
                      + "&a="
                      + "x".repeat(1024 * 1024));
      assertThat(answer.status()).as("the server's own refusal").isBetween(400, 499);
      assertThat(answer.body()).doesNotContain("\tat ", "Exception");
    } catch (UncheckedIOException closed) {
      // the server hung up, which is as clear
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void aBodyOf26Megabytes() {
    List<String> before = state();
    String body = "item_id=" + own.itemId() + "&a=" + "x".repeat(26 * 1024 * 1024);
    try {
      assertThat(delete("application/x-www-form-urlencoded", body).status()).isIn(400, 413);
    } catch (UncheckedIOException closed) {
      // the server hung up rather than read it all
    }
    assertThat(state()).isEqualTo(before);
    assertThat(gateway.get("ping", Map.of()).status()).isEqualTo(200);
  }

  private Answer delete(String type, String body) {
    return customer
        .gateway()
        .onItsOwnConnection()
        .send(
            customer
                .gateway()
                .request("/api/method/bank_api.bridge.delete_bridge_item_id")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
  }
}
