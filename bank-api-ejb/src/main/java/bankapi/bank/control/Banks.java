package bankapi.bank.control;

import bankapi.bridge.control.BridgeGateway;
import bankapi.platform.control.GatewayException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.UUID;

/** The banks that Bridge can connect, kept in memory. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class Banks {

  private static final int SIZE = 5_000;

  @Inject BridgeGateway bridge;
  @Inject ReferenceTimes times;

  private ReferenceCache<Long, JsonObject> banks;

  @PostConstruct
  void prepare() {
    banks = new ReferenceCache<>(times, SIZE);
  }

  /**
   * A bank as Bridge describes it.
   *
   * @param tenant whose budget of requests a reading counts against
   * @throws GatewayException NOT_FOUND where Bridge has no such bank
   */
  public JsonObject single(UUID tenant, long bankId) {
    return banks
        .get(bankId, () -> bridge.provider(tenant, bankId))
        .orElseThrow(() -> GatewayException.notFound("Bank", bankId));
  }
}
