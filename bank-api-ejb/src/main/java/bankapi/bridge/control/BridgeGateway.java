package bankapi.bridge.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The only user of Bridge's API, in our own words. */
@ApplicationScoped
public class BridgeGateway {

  public UUID createUser(UUID tenant, UUID externalUserId, boolean readBackOnConflict) {
    throw new UnsupportedOperationException();
  }

  public ConnectSession openSession(BridgeCaller who, SessionRequest request) {
    throw new UnsupportedOperationException();
  }

  public Optional<BridgeItem> item(BridgeCaller who, long itemId, String lang, Duration atMost) {
    throw new UnsupportedOperationException();
  }

  public List<BridgeItem> items(BridgeCaller who) {
    throw new UnsupportedOperationException();
  }

  public boolean deleteItem(BridgeCaller who, long itemId) {
    throw new UnsupportedOperationException();
  }

  public boolean refreshItem(BridgeCaller who, long itemId) {
    throw new UnsupportedOperationException();
  }

  public Optional<JsonObject> account(BridgeCaller who, long accountId) {
    throw new UnsupportedOperationException();
  }

  public BridgePages accounts(BridgeCaller who, @Nullable Long itemId) {
    throw new UnsupportedOperationException();
  }

  public BridgePages transactions(BridgeCaller who, TransactionQuery query) {
    throw new UnsupportedOperationException();
  }

  public Optional<JsonObject> provider(UUID tenant, long providerId) {
    throw new UnsupportedOperationException();
  }

  public Optional<JsonArray> categories(UUID tenant, String lang) {
    throw new UnsupportedOperationException();
  }

  public void forgetUser(UUID userUuid) {}
}
