package bankapi.bridge.control;

import bankapi.platform.control.ServerThreads;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/** Pages as the gateway opens them, of answers that a test gives. */
public final class TestBridgePages {

  private TestBridgePages() {}

  /** The last answer may be broken: then reading it fails as it does with Bridge. */
  public static BridgePages of(String... answers) {
    Queue<String> coming = new ArrayDeque<>(List.of(answers));
    Function<String, JsonObject> source =
        query -> {
          String answer = coming.size() == 1 ? coming.element() : coming.remove();
          if (answer.isEmpty()) {
            throw BridgeFailures.notUnderstood("GET test");
          }
          return Json.createReader(new StringReader(answer)).readObject();
        };
    Background background = new Background();
    background.threads =
        new ServerThreads() {
          @Override
          public void execute(Runnable task) {
            task.run();
          }
        };
    return BridgePages.open(new PageQuery("GET test"), source, source, source, background);
  }
}
