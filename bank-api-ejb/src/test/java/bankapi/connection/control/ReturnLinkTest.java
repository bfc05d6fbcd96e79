package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnLinkTest {

  @ParameterizedTest
  @CsvSource({
    "https://erp.fr/x,                        https://erp.fr/x?request=r&success=true",
    "https://erp.fr,                          https://erp.fr?request=r&success=true",
    "https://erp.fr/x?a=b%26c,                https://erp.fr/x?a=b%26c&request=r&success=true",
    "https://erp.fr/x?success=old&a=1,        https://erp.fr/x?a=1&request=r&success=true",
    "https://erp.fr/x?%73uccess=old,          https://erp.fr/x?request=r&success=true",
    "https://erp.fr/x?a=1#bank/Ma%20Banque,   https://erp.fr/x?a=1&request=r&success=true#bank/Ma%20Banque",
    "https://erp.fr/x?,                       https://erp.fr/x?request=r&success=true"
  })
  void keepsWhatTheSiteWroteAndReplacesItsOwnNames(String redirect, String expected) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("request", "r");
    parameters.put("success", "true");
    assertThat(ReturnLink.of(redirect, parameters)).hasToString(expected);
  }

  @Test
  void encodesWhatItAdds() {
    assertThat(ReturnLink.of("https://erp.fr/", Map.of("bank", "Crédit & Co=#1")))
        .hasToString("https://erp.fr/?bank=Cr%C3%A9dit+%26+Co%3D%231");
  }
}
