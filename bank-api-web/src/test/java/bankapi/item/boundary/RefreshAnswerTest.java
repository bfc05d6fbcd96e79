package bankapi.item.boundary;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import bankapi.platform.boundary.SnakeCaseJson;
import org.junit.jupiter.api.Test;

class RefreshAnswerTest {

  private final SnakeCaseJson json = new SnakeCaseJson();

  @Test
  void whatIsAcceptedNeedsNoReason() {
    assertThatJson(json.write(RefreshAnswer.accepted(12)))
        .isEqualTo("{item_id: 12, accepted: true}");
  }
}
