package bankapi.alert.control;

import bankapi.platform.TestBeans;
import bankapi.platform.control.TestPublicUrl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the tests of alerts share. */
final class TestAlerts {

  private TestAlerts() {}

  static AlertTexts texts(String language) {
    AlertTexts texts = TestBeans.create(AlertTexts.class, TestPublicUrl.create());
    texts.language = language;
    texts.check();
    return texts;
  }

  /** As the container does after injection. */
  static <T> T prepared(T bean) throws Exception {
    var prepare = bean.getClass().getDeclaredMethod("prepare");
    prepare.setAccessible(true);
    prepare.invoke(bean);
    return bean;
  }

  /** A channel that keeps what it is told, or refuses it. */
  static final class Recorder implements AlertChannel {

    final List<AlertMessage> messages = new CopyOnWriteArrayList<>();
    private final String key;
    private volatile boolean broken;

    Recorder(String key) {
      this.key = key;
    }

    void broken(boolean now) {
      broken = now;
    }

    @Override
    public String key() {
      return key;
    }

    @Override
    public String name() {
      return key;
    }

    @Override
    public Said send(AlertMessage message) {
      if (broken) {
        return Said.failed("broken");
      }
      messages.add(message);
      return Said.ARRIVED;
    }
  }
}
