package bankapi.event.control;

import bankapi.platform.control.AddressBlock;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** From where Bridge's webhooks may come: {@code bankapi.event.source-addresses}. */
@ApplicationScoped
public class BridgeSources {

  private static final String SETTING = "bankapi.event.source-addresses";

  @Inject
  @ConfigProperty(name = SETTING)
  Optional<String> configured = Optional.empty();

  private List<AddressBlock> sources = List.of();

  public BridgeSources() {}

  BridgeSources(String configured) {
    this.configured = Optional.of(configured);
    read();
  }

  @PostConstruct
  void read() {
    sources = AddressBlock.list(SETTING, configured.orElse(""));
  }

  /** Every address where none is configured. */
  public boolean allow(String address) {
    return sources.isEmpty() || sources.stream().anyMatch(block -> block.has(address));
  }
}
