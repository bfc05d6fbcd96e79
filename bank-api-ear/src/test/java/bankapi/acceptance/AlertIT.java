package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.ChatSystem;
import bankapi.acceptance.system.MailSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An operator who looks at nothing is told all the same. */
class AlertIT extends GatewayIT {

  private static final String TEST = "bank_api.webhooks.test";

  private final ChatSystem chat = Bench.only().chat();
  private final MailSystem mail = Bench.only().mail();

  private AdminSystem operator() {
    return AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD);
  }

  @Test
  void anAddressThatIsGoneIsToldOnceAndSoIsItsReturn() {
    Customer customer = customer();
    customer.gateway().call("get_bridge_connect_link", site.linkArguments(customer.site(), "u"));
    String url = site.base() + "/hook/alert-" + UUID.randomUUID();
    site.answer(url, 410);
    test(customer, url);

    await(() -> chat.alerts(customer.site()).size() == 1);
    String told = chat.alerts(customer.site()).get(0);
    assertThat(told)
        .startsWith("[Bank API] Problem: Webhooks do not reach a site. Site " + customer.site())
        .contains("answered 410", "Since 20", " UTC.")
        .doesNotContain(URI.create(url).getPath());
    String page = told.substring(told.indexOf("\n") + 1);
    assertThat(page).startsWith(gateway.base() + "/console/sites/");
    JsonNode open = alert("open", customer.site());
    assertThat(open.path("kind").asText()).isEqualTo("target_failing");
    assertThat(open.path("page").asText()).isEqualTo(page.replaceAll(".*/console", ""));

    site.answer(url, 204);
    test(customer, url);
    await(() -> chat.alerts(customer.site()).size() > 1);
    assertThat(chat.alerts(customer.site()).get(1))
        .startsWith("[Bank API] Over: Webhooks do not reach a site. Site " + customer.site())
        .contains("is sent to again. From 20");
    JsonNode over = alert("over", customer.site());
    assertThat(over.path("id").asText()).isEqualTo(open.path("id").asText());
    await(
        () ->
            alert("over", customer.site()).findValuesAsText("state").stream()
                .anyMatch("told"::equals));
    assertThat(chat.alerts(customer.site())).as("each once").hasSize(2);
  }

  @Test
  void aTestGoesToEveryChannelAndSaysWhatCameOfIt() {
    AdminSystem operator = operator();
    int before = chat.alerts("Test: alerts arrive here.").size();
    JsonNode tried = operator.post("alerts/test").json().path("data");
    assertThat(tried).hasSize(2);
    assertThat(tried.get(0).path("channel").asText()).isEqualTo(chat.base().toString());
    assertThat(tried.get(0).path("arrived").asBoolean()).as(tried.toString()).isTrue();
    assertThat(chat.alerts("Test: alerts arrive here.")).hasSize(before + 1);
    assertThat(tried.get(1).path("channel").asText()).isEqualTo("mail/bankapi");
    assertThat(operator.get("audit?action=alert.test&limit=1").json().path("data")).hasSize(1);
    assertThat(AdminSystem.at(gateway).post("alerts/test").status()).isEqualTo(401);
    assertThat(AdminSystem.at(gateway).get("alerts").status()).isEqualTo(401);
  }

  /** Where the server of this run has the mail session that config/ defines. */
  @Test
  void whatIsToldInTheChatIsToldByMail() {
    JsonNode byMail = operator().post("alerts/test").json().path("data").get(1);
    assumeThat(System.getProperty("bankapi.test.mail-session")).isNotNull();
    assertThat(byMail.path("arrived").asBoolean()).as(byMail.toString()).isTrue();
    assertThat(mail.subjects("/console/alerts")).contains("[Bank API] Test: alerts arrive here.");
  }

  @Test
  void theChatsAddressIsShownNowhere() {
    AdminSystem operator = operator();
    assertThat(operator.get("settings").body())
        .contains("bankapi.alert.webhook-url")
        .doesNotContain(ChatSystem.SECRET);
    assertThat(operator.get("alerts").body()).doesNotContain(ChatSystem.SECRET);
  }

  private void test(Customer customer, String url) {
    Awaitility.await()
        .until(
            () ->
                customer
                    .gateway()
                    .form(TEST, Map.of("site", customer.site(), "webhook_url", url))
                    .status(),
            status -> status != 429);
  }

  private JsonNode alert(String state, String words) {
    for (JsonNode alert :
        operator().get("alerts?state=" + state + "&limit=500").json().path("data")) {
      if (alert.path("text").asText().contains(words)) {
        return alert;
      }
    }
    throw new AssertionError("no alert about " + words);
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(90)).until(condition);
  }
}
