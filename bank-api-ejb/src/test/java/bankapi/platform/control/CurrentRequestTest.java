package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CurrentRequestTest {

  @Test
  void isInTheThreadsNameUntilItsEnd() {
    String name = Thread.currentThread().getName();
    try (CurrentRequest.Scope outer = CurrentRequest.begin("a-1")) {
      assertThat(CurrentRequest.id()).contains("a-1");
      assertThat(Thread.currentThread().getName()).isEqualTo(name + " request a-1");
      try (CurrentRequest.Scope inner = CurrentRequest.begin("b-2")) {
        assertThat(CurrentRequest.id()).contains("b-2");
      }
      assertThat(CurrentRequest.id()).contains("a-1");
    }
    assertThat(CurrentRequest.id()).isEmpty();
    assertThat(Thread.currentThread().getName()).isEqualTo(name);
  }

  @Test
  void goesToAnotherThreadAndLeavesItAgain() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      String[] seen = new String[1];
      Runnable task;
      try (CurrentRequest.Scope scope = CurrentRequest.begin("a-1")) {
        task = CurrentRequest.carry(() -> seen[0] = CurrentRequest.id().orElse("none"));
      }
      other.submit(task).get();
      assertThat(seen[0]).isEqualTo("a-1");
      Future<String> after = other.submit(() -> CurrentRequest.id().orElse("none"));
      assertThat(after.get()).isEqualTo("none");
    } finally {
      other.shutdownNow();
    }
  }
}
