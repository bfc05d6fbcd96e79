package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Node;
import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is let in on one node is let in on all, and who is sent away is sent away from all. */
class SessionsIT extends ClusterIT {

  @ParameterizedTest
  @MethodSource("pairs")
  void aSessionThatEndsOnAnotherNodeEndsEverywhere(Pair pair) {
    Answer login = at(pair.first()).tryLogin(Operators.OPERATOR, Operators.PASSWORD);
    assertThat(login.status()).as(login.body()).isEqualTo(201);
    AdminSystem here = at(pair.first()).with("Cookie", AdminSystem.cookie(login));
    AdminSystem there = at(pair.second()).with("Cookie", AdminSystem.cookie(login));
    assertThat(here.get("session").status()).isEqualTo(200);
    Answer session = there.get("session");
    assertThat(session.status()).as(session.body()).isEqualTo(200);
    assertThat(session.json().path("operator").asText()).isEqualTo(Operators.OPERATOR);
    assertThat(there.delete("session").status()).isEqualTo(204);
    assertThat(here.get("session").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aTokenThatIsRevokedOnAnotherNodeIsRefusedEverywhere(Pair pair) {
    AdminSystem operator = at(pair.first()).login(Operators.OPERATOR, Operators.PASSWORD);
    Answer issued =
        operator.post("tokens", Map.of("name", random("token"), "scope", "write", "days", 1));
    assertThat(issued.status()).as(issued.body()).isEqualTo(201);
    JsonNode token = issued.json();
    AdminSystem here = at(pair.first()).withToken(token.path("token").asText());
    AdminSystem there = at(pair.second()).withToken(token.path("token").asText());
    assertThat(here.get("tokens").status()).isEqualTo(200);
    assertThat(there.get("tokens").status()).isEqualTo(200);
    assertThat(there.delete("tokens/" + token.at("/view/id").asText()).status()).isEqualTo(204);
    assertThat(here.get("tokens").status()).isEqualTo(401);
  }

  private static AdminSystem at(Node node) {
    return AdminSystem.at(CLUSTER.gateway(node));
  }
}
