package bankapi.bank.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.page;
import static bankapi.bridge.control.StubBridge.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestClock;
import bankapi.bridge.control.TestGateway;
import bankapi.platform.TestBeans;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReferenceDataTest {

  private static final String BANK = "GET /v3/providers/574";
  private static final String TREE = "GET /v3/aggregation/categories";
  private static final String FRENCH =
      "{\"id\":315,\"name\":\"Soins\",\"categories\":[{\"id\":235,\"name\":\"Coiffeur\"}]}";

  private final StubBridge bridge = new StubBridge();
  private final TestClock clock = TestClock.running();
  private final BridgeGateway gateway = new TestGateway(bridge.url(), clock).start();
  private final ReferenceTimes times = TestBeans.create(ReferenceTimes.class, clock);
  private final Banks banks = TestBeans.create(Banks.class, gateway, times);
  private final Categories categories = TestBeans.create(Categories.class, gateway, times);
  private final UUID tenant = UUID.randomUUID();

  ReferenceDataTest() {
    banks.prepare();
    categories.prepare();
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  @Test
  void aBankIsReadOnceADay() {
    bridge.on(BANK, json(200, "{\"id\":574,\"name\":\"Demo Bank\"}"));
    assertThat(banks.single(tenant, 574).getString("name")).isEqualTo("Demo Bank");
    assertThat(banks.single(tenant, 574).getString("name")).isEqualTo("Demo Bank");
    assertThat(bridge.asked(BANK)).hasSize(1);
    clock.move(Duration.ofHours(25));
    banks.single(tenant, 574);
    assertThat(bridge.asked(BANK)).hasSize(2);
  }

  @Test
  void anUnknownBankIsRememberedAsUnknown() {
    bridge.on(BANK, error(404, "not_found", "The requested resource doesn't exist"));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> banks.single(tenant, 574))
          .satisfies(e -> assertThat(((GatewayException) e).code()).isEqualTo(Code.NOT_FOUND));
    }
    assertThat(bridge.asked(BANK)).hasSize(1);
  }

  @Test
  void anOldAnswerIsGivenWhileBridgeIsDown() {
    bridge.on(BANK, json(200, "{\"id\":574,\"name\":\"Demo Bank\"}"));
    banks.single(tenant, 574);
    bridge.on(BANK, raw(500, "text/html", "down"));
    clock.move(Duration.ofHours(25));
    assertThat(banks.single(tenant, 574).getString("name")).isEqualTo("Demo Bank");
    assertThat(banks.single(tenant, 574).getString("name")).isEqualTo("Demo Bank");
    assertThat(bridge.asked(BANK)).hasSize(2);
    bridge.on(BANK, json(200, "{\"id\":574,\"name\":\"New Name\"}"));
    clock.move(Duration.ofMinutes(2));
    assertThat(banks.single(tenant, 574).getString("name")).isEqualTo("New Name");
  }

  @Test
  void whatWasNeverReadFailsWhileBridgeIsDown() {
    bridge.on(BANK, raw(500, "text/html", "down"));
    assertThatThrownBy(() -> banks.single(tenant, 574))
        .satisfies(
            e -> assertThat(((GatewayException) e).code()).isEqualTo(Code.BRIDGE_UNAVAILABLE));
  }

  @Test
  void eachLanguageHasItsTree() {
    bridge.on(
        TREE,
        (asked, exchange) ->
            json(
                    200,
                    page(
                        asked.header("Accept-Language").equals("fr")
                            ? FRENCH
                            : FRENCH.replace("Coiffeur", "Hairdresser"),
                        "null"))
                .write(asked, exchange));
    for (int i = 0; i < 2; i++) {
      assertThat(categories.tree(tenant, "fr").orElseThrow().name(235)).contains("Coiffeur");
      assertThat(categories.tree(tenant, "en").orElseThrow().name(235)).contains("Hairdresser");
    }
    assertThat(bridge.asked(TREE)).hasSize(2);
  }

  @Test
  void aSingleCategoryNamesItsParent() {
    bridge.on(TREE, json(200, page(FRENCH, "null")));
    CategoryTree tree = categories.tree(tenant, "fr").orElseThrow();
    assertThat(tree.one(235).orElseThrow().toString())
        .isEqualTo("{\"id\":235,\"name\":\"Coiffeur\",\"parent_id\":315}");
    assertThat(tree.one(315).orElseThrow().toString()).isEqualTo("{\"id\":315,\"name\":\"Soins\"}");
    assertThat(tree.one(1)).isEmpty();
    assertThat(tree.rows().toString()).isEqualTo("[" + FRENCH + "]");
  }

  @Test
  void categoriesThatAreNotActivatedAreRememberedAsSuch() {
    bridge.on(TREE, error(403, "forbidden", "contact us"));
    assertThat(categories.tree(tenant, "fr")).isEmpty();
    assertThat(categories.tree(tenant, "fr")).isEmpty();
    assertThat(bridge.asked(TREE)).hasSize(1);
  }
}
