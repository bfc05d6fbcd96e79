package bankapi.sandbox.quickstart;

import java.util.Map;

/** The two generations of parameters that sites in the field send; the gateway serves both. */
enum Generation {
  FIRST("first generation's parameters: sites are named by site, nobody names a user") {
    @Override
    Map<String, String> link(String base, String site) {
      return Map.of(
          "base_url",
          base,
          "bank",
          "Demo Bank",
          "redirect_url",
          base + "/site/return",
          "site",
          site);
    }

    @Override
    Map<String, String> ofItem(String item, String site) {
      return Map.of("item_id", item, "site", site);
    }

    @Override
    Map<String, String> since(String site) {
      return Map.of("since", "2020-01-01 00:00:00", "lang", "fr", "site", site);
    }
  },

  SECOND("second generation's parameters: with user and webhook_url") {
    @Override
    Map<String, String> link(String base, String site) {
      return Map.of(
          "base_url",
          base,
          "bank",
          "Demo Bank",
          "redirect_url",
          base + "/site/return",
          "site",
          site,
          "user",
          USER,
          "webhook_url",
          base + "/site/webhook");
    }

    @Override
    Map<String, String> ofItem(String item, String site) {
      return Map.of("item_id", item, "user", USER);
    }

    @Override
    Map<String, String> since(String site) {
      return Map.of("since", "2020-01-01", "lang", "fr", "user", USER);
    }
  };

  static final String USER = "camille@example.org";

  private final String description;

  Generation(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** For {@code get_bridge_connect_link}. */
  abstract Map<String, String> link(String base, String site);

  /** For calls about an item. */
  abstract Map<String, String> ofItem(String item, String site);

  /** For {@code get_bank_transactions}: the first sends a date and time, the second a date. */
  abstract Map<String, String> since(String site);
}
