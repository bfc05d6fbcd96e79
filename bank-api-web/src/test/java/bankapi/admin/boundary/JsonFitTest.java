package bankapi.admin.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.control.GatewayException;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFitTest {

  record Wish(
      String siteKey,
      Boolean dryRun,
      Integer days,
      Long itemId,
      Instant from,
      List<String> hosts) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'site_key':'s','dry_run':false,'days':-1,'item_id':4294967297,'from':'x','hosts':['a',null]}",
        "{'site_key':null,'dry_run':null,'days':null,'item_id':null,'from':null,'hosts':null}"
      })
  void takesWhatIsOfItsType(String body) {
    check(body);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "{'dry_run':'yes'}; dry_run",
        "{'dry_run':1}; dry_run",
        "{'days':1.5}; days",
        "{'days':'7'}; days",
        "{'days':4294967297}; days",
        "{'item_id':9223372036854775808}; item_id",
        "{'site_key':5}; site_key",
        "{'site_key':['s']}; site_key",
        "{'from':1700000000}; from",
        "{'hosts':'a'}; hosts",
        "{'hosts':[1]}; hosts",
        "{'siteKey':'s'}; siteKey",
      },
      delimiter = ';')
  void namesWhatIsNot(String body, String field) {
    assertThatThrownBy(() -> check(body))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(GatewayException.Code.INVALID_ARGUMENT);
              assertThat(refused.argument()).contains(field);
            });
  }

  private static void check(String body) {
    JsonFit.check(
        Json.createReader(new StringReader(body.replace('\'', '"'))).readObject(), Wish.class);
  }
}
