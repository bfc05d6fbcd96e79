package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the example of Bridge's own documentation. */
class BridgeSignatureTest {

  private static final String SECRET = "644b2ac3-0797-4ec6-9537-cb5c0af9caf9";
  private static final String V1 =
      "FAA8ECAC21DA6405D789C76EDB4003756398E7169DACC3FA70CF5919A81374A8";
  private static final byte[] BODY =
      ("{\"content\":{\"item_id\":1234567890,\"status\":0,\"user_uuid\":"
              + "\"9a95b38f-f98b-417a-988b-9d0d584893e7\"},\"timestamp\":1611681789,"
              + "\"type\":\"TEST_EVENT\"}")
          .getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest(name = "[{index}] {0} with {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "v1=V1; SECRET; true",
        "v1=lower; SECRET; true",
        "v1=0000,v1=V1; SECRET; true",
        "v2=V1,v1=V1; SECRET; true",
        "v1=V1 ; old,SECRET; true",
        "v2=V1; SECRET; false",
        "V1; SECRET; false",
        "v1=; SECRET; false",
        "v1=V1; other; false",
        "v1=V1; ''; false",
        "''; SECRET; false"
      })
  void acceptsOnlyWhatALiveSecretSigned(String header, String secrets, boolean valid) {
    String given = header.replace("lower", V1.toLowerCase(java.util.Locale.ROOT)).replace("V1", V1);
    assertThat(new BridgeSignature(secrets.replace("SECRET", SECRET)).isValid(given, BODY))
        .isEqualTo(valid);
  }

  @Test
  void refusesAChangedBodyAndAMissingHeader() {
    byte[] changed = BODY.clone();
    changed[20] ^= 1;
    BridgeSignature signature = new BridgeSignature(SECRET);
    assertThat(signature.isValid("v1=" + V1, changed)).isFalse();
    assertThat(signature.isValid(null, BODY)).isFalse();
  }
}
