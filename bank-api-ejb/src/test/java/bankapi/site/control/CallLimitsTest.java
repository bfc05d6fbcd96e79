package bankapi.site.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.TestBeans;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallLimitsTest {

  private final CallLimits limits = TestBeans.create(CallLimits.class);
  private final ApiCaller greedy = caller("greedy");

  @Test
  void soManyCallsOfOneApiUserAtOnceAndNoMore() {
    List<Runnable> ends = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      ends.add(limits.begun(greedy));
    }
    assertThat(fails(Code.TOO_MANY_REQUESTS, () -> limits.begun(greedy)).retryAfter())
        .contains(Duration.ofSeconds(1));
    limits.begun(caller("another")).run();
    ends.get(0).run();
    limits.begun(greedy).run();
  }

  /** What is left of the threads is Bridge's, the browsers' and health's. */
  @Test
  void soManyCallsOfAllApiUsersAtOnceAndNoMore() {
    List<Runnable> ends = new ArrayList<>();
    List<ApiCaller> callers = List.of(greedy, caller("b"), caller("c"), caller("d"), caller("e"));
    for (ApiCaller caller : callers) {
      for (int i = 0; i < 16; i++) {
        try {
          ends.add(limits.begun(caller));
        } catch (GatewayException e) {
          assertThat(e.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
          assertThat(e.retryAfter()).contains(Duration.ofSeconds(1));
        }
      }
    }
    assertThat(ends).hasSize(48);
    ApiCaller last = callers.get(4);
    fails(Code.TOO_MANY_REQUESTS, () -> limits.begun(last));
    ends.remove(0).run();
    ends.add(limits.begun(last));
    fails(Code.TOO_MANY_REQUESTS, () -> limits.begun(last));
    ends.forEach(Runnable::run);
    for (int i = 0; i < 16; i++) {
      limits.begun(last);
    }
    assertThat(fails(Code.TOO_MANY_REQUESTS, () -> limits.begun(last)))
        .as("its own limit")
        .hasMessageContaining("16");
  }

  private static ApiCaller caller(String key) {
    return new ApiCaller(
        UUID.randomUUID(),
        key,
        "ops@erp.fr",
        ApiCaller.LinkAnswer.OBJECT,
        ApiCaller.ListAnswer.LIST,
        false,
        false);
  }
}
