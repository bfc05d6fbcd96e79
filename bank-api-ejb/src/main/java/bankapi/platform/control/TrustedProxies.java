package bankapi.platform.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whose word about a client's address is believed: {@code bankapi.platform.trusted-proxies}. */
@ApplicationScoped
public class TrustedProxies {

  private static final String SETTING = "bankapi.platform.trusted-proxies";

  @Inject
  @ConfigProperty(name = SETTING)
  Optional<String> configured = Optional.empty();

  private List<AddressBlock> proxies = List.of();

  public TrustedProxies() {}

  TrustedProxies(String configured) {
    this.configured = Optional.of(configured);
    read();
  }

  @PostConstruct
  void read() {
    proxies = AddressBlock.list(SETTING, configured.orElse(""));
  }

  /**
   * The address of the client. Each proxy appends the address it was called from, so the list is
   * read from its end, and only as long as the one that wrote the entry is a proxy of ours: what a
   * client writes into it itself is never reached.
   *
   * @param peer who opened the connection
   * @param forwardedFor the values of {@code X-Forwarded-For}, in order
   */
  public String clientOf(String peer, List<String> forwardedFor) {
    List<String> hops =
        forwardedFor.stream()
            .flatMap(value -> Arrays.stream(value.split(",")))
            .map(String::strip)
            .toList();
    String client = peer;
    for (int hop = hops.size() - 1; hop >= 0 && isProxy(client); hop--) {
      client = hops.get(hop);
    }
    return client;
  }

  private boolean isProxy(String address) {
    return proxies.stream().anyMatch(block -> block.has(address));
  }
}
