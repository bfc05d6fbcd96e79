package bankapi.site.control;

import org.jspecify.annotations.Nullable;

/**
 * What a link call says of the site it comes from.
 *
 * @param siteKey the site's own key, or null for the caller's only one
 * @param user the site's own user id, a Bridge UUID we returned, or null
 * @param webhookUrl null where a client of the first generation sends none
 * @param locale {@code fr} or {@code en}, for a site that is made now
 */
public record Registration(
    @Nullable String siteKey,
    @Nullable String user,
    String baseUrl,
    String redirectUrl,
    @Nullable String webhookUrl,
    @Nullable String locale) {

  /** The same addresses, from this site and for this user. */
  public Registration of(String site, String itsUser) {
    return new Registration(site, itsUser, baseUrl, redirectUrl, webhookUrl, locale);
  }
}
