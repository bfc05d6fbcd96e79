package bankapi.site.boundary;

/** The secret that verifies a site's webhooks. */
public record SecretAnswer(String site, String secret) {}
