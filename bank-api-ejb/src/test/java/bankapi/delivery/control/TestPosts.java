package bankapi.delivery.control;

import bankapi.platform.TestBeans;
import bankapi.platform.control.TestThreads;
import java.time.Clock;
import java.time.Duration;

/** What posts for the operator, to receivers on this machine too, and its threads. */
public final class TestPosts implements AutoCloseable {

  private final TestThreads threads = new TestThreads();
  private final OperatorPosts posts;

  public TestPosts(Duration limit, boolean loopback) {
    TargetPolicy targets = TestBeans.create(TargetPolicy.class);
    targets.allowLoopback = loopback;
    PostLimits limits = TestBeans.create(PostLimits.class);
    limits.totalTimeout = limit;
    posts = TestBeans.create(OperatorPosts.class, threads, targets, limits, Clock.systemUTC());
    posts.open();
  }

  public OperatorPosts posts() {
    return posts;
  }

  @Override
  public void close() {
    posts.close();
    threads.close();
  }
}
