package bankapi.bank.control;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.Language;
import bankapi.site.control.SiteView;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Orchestrator: what a site may ask about banks and categories. Whoever asks pays for it with his
 * budget of requests, should it have to be read from Bridge.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReferenceData {

  private static final String FRENCH = "fr";

  @Inject Banks banks;
  @Inject Categories categories;
  @Inject Tenancy tenancy;

  /**
   * A bank as Bridge describes it.
   *
   * @throws GatewayException NOT_FOUND where Bridge has no such bank
   */
  public JsonObject bank(ApiCaller caller, long bankId) {
    return banks.single(tenant(caller), bankId);
  }

  /**
   * One category, or the whole tree where none is named.
   *
   * @param lang any spelling of French or English; else the language of the caller's site
   * @throws GatewayException NOT_FOUND for an unknown category; BRIDGE_REFUSED where Bridge has not
   *     activated categories for this gateway
   */
  public JsonValue category(ApiCaller caller, @Nullable Long categoryId, @Nullable String lang) {
    CategoryTree tree =
        categories
            .tree(tenant(caller), Language.reduce(lang, language(caller)))
            .orElseThrow(
                () ->
                    new GatewayException(
                        Code.BRIDGE_REFUSED,
                        "Bridge has not activated categories for this gateway"));
    return categoryId == null
        ? tree.rows()
        : tree.one(categoryId).orElseThrow(() -> GatewayException.notFound("Category", categoryId));
  }

  /** The caller's site, as everywhere; else the API user by itself. */
  private UUID tenant(ApiCaller caller) {
    return site(caller).map(SiteView::id).orElse(caller.apiUserId());
  }

  private String language(ApiCaller caller) {
    return site(caller).map(SiteView::locale).orElse(FRENCH);
  }

  /** An API user without a site, or with several, has none of its own. */
  private Optional<SiteView> site(ApiCaller caller) {
    try {
      return Optional.of(tenancy.siteOf(caller, null));
    } catch (GatewayException e) {
      if (e.code() == Code.NOT_FOUND || e.code() == Code.AMBIGUOUS) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
