package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.ConsoleSystem;
import bankapi.acceptance.system.ReceiverSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator who looks after the addresses that webhooks go to, in a real browser. */
@Tag("console")
class ConsoleTargetsIT extends AtTheConsoleIT {

  private static final String HOSTILE = "<img src=x onerror=\"document.title='taken over'\">";

  /** As it is once the first webhook has gone there. */
  private JsonNode target(Customer customer) {
    return Awaitility.await()
        .until(
            () ->
                operator()
                    .get("webhook-targets?site_id=" + customer.site())
                    .json()
                    .path("data")
                    .path(0),
            target -> !target.isMissingNode());
  }

  @Test
  void anAddressIsSuspendedTriedAndResumed() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(200, "");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Bank");
      target(customer);
      console.go("sites/" + customer.site()).click("suspend-target");
      console.sees("until an operator resumes it").isUsableByAll("suspend an address");
      console.click("confirm").sees("Suspended by an operator");
      assertThat(target(customer).path("suspended_by").asText()).isEqualTo("operator");
      console.settled();
      assertThat(console.browser().all("suspend-target")).isEmpty();

      console.click("test-target").sees("A test webhook (ping) is sent").click("confirm");
      console.sees("What the receiver said").sees("HTTP 200").sees("It stays suspended");
      console.isUsableByAll("tested").browser().screenshot("console-target-tested");
      console.click("close");
      console.settled().click("resume").sees("is sent to again").click("confirm").sees("Done");
      assertThat(target(customer).path("state").asText()).isEqualTo("active");
      console.go("deliveries/targets?site_id=" + customer.site());
      console.isUsableByAll("targets").browser().find("suspend-target");
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void whyATestDoesNotArriveIsTold() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(410, "Fermé. " + HOSTILE);
        ConsoleSystem console = signedIn("fr-FR,fr")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Bank");
      dead(customer);
      console.go("deliveries/targets?site_id=" + customer.site()).sees("elle a répondu 410");
      console.click("test-target").sees("Un webhook de test").click("confirm");
      console.sees("Ce que le destinataire a répondu").sees("HTTP 410").sees("Fermé. " + HOSTILE);
      console.isUsableByAll("not arrived").browser().screenshot("console-target-refused");
      console.click("close");
      receiver.mend();
      console.settled().click("test-target").click("confirm").sees("Les envois reprennent");
      assertThat(target(customer).path("state").asText()).isEqualTo("active");
      console.click("close");
      receiver.close();
      console.settled().click("test-target").click("confirm");
      assertThat(console.browser().find("answer").getText())
          .contains("En échec")
          .doesNotContain("HTTP");
      console.click("close").settled();
      assertThat(console.browser().run("return document.title")).isNotEqualTo("taken over");
      assertThat(console.complaints()).isEmpty();
    }
  }

  /** The page behind the dialog shows then how it is. */
  @Test
  void whoMeetsAnotherOperatorIsToldAndSeesWhatThatOneDid() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(200, "");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Bank");
      String target = "webhook-targets/" + target(customer).path("id").asText();
      console.go("deliveries/targets?site_id=" + customer.site()).click("suspend-target");
      operator().post(target + "/suspend");
      console.click("confirm").sees("Somebody else changed this meanwhile");
      console.sees("Suspended by an operator").click("cancel");
      assertThat(console.browser().all("suspend-target")).isEmpty();

      String site = "sites/" + customer.site();
      console.go(site).click("suspend");
      Map<String, String> change = Map.of("email", "new@erp.example");
      assertThat(operator().with("If-Match", "*").patch(site, change).status()).isEqualTo(200);
      console.click("confirm").sees("Somebody else changed this meanwhile");
      console.sees("new@erp.example").click("cancel");
      assertThat(operator().get(site).json().path("state").asText()).isEqualTo("active");
      console.click("suspend").click("confirm");
      console.browser().find("activate");

      String user = "api-users/" + customer.apiUser();
      console.go(user).click("revoke");
      operator().post(user + "/rotate-secret");
      console.click("confirm").sees("Somebody else changed this meanwhile").click("cancel");
      assertThat(operator().get(user).json().path("active").asBoolean()).isTrue();
    }
  }
}
