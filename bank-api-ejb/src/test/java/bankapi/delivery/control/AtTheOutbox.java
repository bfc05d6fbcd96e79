package bankapi.delivery.control;

import bankapi.platform.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An empty outbox for each test, and one who claims from it. */
abstract class AtTheOutbox {

  final TestDatabase database;
  TestDeliveries outbox;
  DeliveryQueue queue;

  AtTheOutbox(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    outbox = new TestDeliveries(database);
    queue = outbox.queue();
  }

  @AfterEach
  void empty() {
    outbox.empty();
  }
}
