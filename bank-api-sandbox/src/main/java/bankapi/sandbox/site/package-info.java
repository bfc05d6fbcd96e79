/**
 * A demo Bank site: the living example of how a third party uses the gateway. {@link
 * bankapi.sandbox.site.SiteClient} shows how to call it, {@link
 * bankapi.sandbox.site.WebhookVerifier} how to check what it sends.
 */
@NullMarked
package bankapi.sandbox.site;

import org.jspecify.annotations.NullMarked;
