package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.ReceiverSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do about the addresses that webhooks go to. */
class WebhookTargetAdminIT extends GatewayIT {

  private AdminSystem operator;

  @BeforeEach
  void login() {
    operator = AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD);
  }

  @Test
  void whatAnOperatorSuspendsIsHeldUntilOneResumesIt() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(200, "")) {
      String url = receiver.base() + "/hook";
      Customer customer = customer();
      String user = newUser();
      Map<String, Object> arguments = site.linkArguments(customer.site(), user);
      arguments.put("webhook_url", url);
      Connected connected = connected(customer, user, arguments);
      JsonNode item = operator.get("items/" + connected.itemId()).json();
      String ofSite = "site_id=" + item.path("site_id").asText();
      String target =
          "webhook-targets/"
              + Awaitility.await()
                  .until(
                      () -> operator.get("webhook-targets?" + ofSite).json().at("/data/0/id"),
                      id -> !id.isMissingNode())
                  .asText();
      Answer read = operator.get(target);
      String tag = read.header("ETag").orElseThrow();
      assertThat(tag).isEqualTo("\"" + read.json().path("version").asLong() + "\"");
      assertThat(read.json().path("suspended_by").isNull()).isTrue();

      AdminSystem reader = operator.with("If-Match", tag);
      Answer suspended = reader.post(target + "/suspend");
      assertThat(suspended.status()).as(suspended.body()).isEqualTo(200);
      assertThat(suspended.json().path("state").asText()).isEqualTo("suspended");
      assertThat(suspended.json().path("suspended_by").asText()).isEqualTo("operator");
      assertThat(reader.post(target + "/suspend").status()).isEqualTo(412);
      assertThat(reader.post(target + "/resume").status()).isEqualTo(412);
      assertThat(operator.post(target + "/suspend").json()).isEqualTo(suspended.json());

      assertThat(operator.delete("items/" + connected.itemId()).status()).isBetween(200, 204);
      String held = "deliveries?waiting=held&event=item.deleted&" + ofSite;
      assertThat(operator.get(held).json().path("data")).hasSize(1);
      String test = "sites/" + item.path("site_id").asText() + "/ping?webhook_url=" + url;
      for (JsonNode tested :
          new JsonNode[] {
            operator.post(test).json(),
            customer.gateway().form("bank_api.webhooks.test", Map.of("webhook_url", url)).message()
          }) {
        assertThat(tested.path("delivered").asBoolean()).as(tested.toString()).isTrue();
        assertThat(tested.path("resumed").asBoolean(true)).isFalse();
      }
      assertThat(operator.get(target).json()).isEqualTo(suspended.json());
      assertThat(operator.get(held).json().path("data")).hasSize(1);

      AdminSystem now = operator.with("If-Match", suspended.header("ETag").orElseThrow());
      assertThat(now.post(target + "/resume").json().path("state").asText()).isEqualTo("active");
      String delivered = "deliveries?state=delivered&event=item.deleted&" + ofSite;
      Awaitility.await().until(() -> operator.get(delivered).json().path("data").size() == 1);
      assertThat(operator.post(target + "/resume").status()).as("nothing is held").isEqualTo(409);
      String audit = "audit?subject=target%20" + target.replaceAll(".*/", "");
      assertThat(operator.get(audit).json().path("data").findValuesAsText("action"))
          .containsExactly("webhook-target.resume", "webhook-target.suspend");
    }
  }
}
