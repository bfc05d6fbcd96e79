package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerThreadsTest {

  private static final int MANY = 100;

  private final TestThreads threads = new TestThreads();
  private final CountDownLatch begun = new CountDownLatch(MANY);
  private final CountDownLatch interrupted = new CountDownLatch(MANY);

  private void hang() {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
  }

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void nothingWaitsBehindWhatHangsAndWithTheApplicationAllEnds() throws Exception {
    for (int i = 0; i < MANY; i++) {
      threads.execute(this::hang);
    }
    assertThat(begun.await(30, TimeUnit.SECONDS)).as("all run at once").isTrue();
    threads.close();
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).as("all were interrupted").isTrue();
    assertThatThrownBy(() -> threads.execute(this::hang))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
