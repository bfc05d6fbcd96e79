package bankapi.sandbox.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BridgeSignatureTest {

  @Test
  void signsTheDocumentedExampleAsDocumented() {
    String body =
        "{\"content\":{\"item_id\":1234567890,\"status\":0,"
            + "\"user_uuid\":\"9a95b38f-f98b-417a-988b-9d0d584893e7\"},"
            + "\"timestamp\":1611681789,\"type\":\"TEST_EVENT\"}";
    assertThat(
            BridgeSignature.of(
                "644b2ac3-0797-4ec6-9537-cb5c0af9caf9", body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("FAA8ECAC21DA6405D789C76EDB4003756398E7169DACC3FA70CF5919A81374A8");
  }
}
