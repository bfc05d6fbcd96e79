package bankapi.platform.control;

import java.util.Optional;

/** The address that tests say the gateway has. */
public final class TestPublicUrl {

  private TestPublicUrl() {}

  public static PublicUrl create() {
    PublicUrl url = new PublicUrl();
    url.configured = Optional.of("https://bank.example.com");
    url.read();
    return url;
  }
}
