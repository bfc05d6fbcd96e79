package bankapi.account.control;

import bankapi.bridge.control.TestBridgePages;
import bankapi.item.control.Freshness;
import java.util.List;
import java.util.Optional;

/** What the use case hands to the boundary, of answers that a test gives. */
public final class TestDataPages {

  private TestDataPages() {}

  public static DataPages all(String... answers) {
    return DataPages.all(Freshness.UNKNOWN, List.of(part(answers)));
  }

  public static DataPages onePage(String... answers) {
    return DataPages.onePage(Freshness.UNKNOWN, part(answers));
  }

  private static DataPages.Part part(String... answers) {
    return begun -> new DataPages.Opened(TestBridgePages.of(answers), Optional::of);
  }
}
