package bankapi.site.control;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new site.
 *
 * @param apiUserId whose it is
 * @param siteKey what it calls itself; unique per API user
 * @param allowedHosts {@code host} or {@code host:port} where links and webhooks may lead, besides
 *     those of the addresses given here
 * @param webhookUrl where deliveries go that no request named an address for
 * @param locale {@code fr} or {@code en}; null: the setting
 * @param timeZone an IANA zone; null: the setting
 */
public record CreateSite(
    @NotNull UUID apiUserId,
    @NotBlank @Size(max = 140) @Pattern(regexp = "\\P{Cntrl}*", message = "holds control characters") String siteKey,
    @NotBlank @Size(max = 500) String baseUrl,
    @Nullable @Size(max = 50) List<@NotBlank @Size(max = 260) String> allowedHosts,
    @Nullable @Size(max = 2000) String webhookUrl,
    @Nullable @Email @Size(max = 320) String email,
    @Nullable @Pattern(regexp = "fr|en", message = "must be fr or en") String locale,
    @Nullable @Size(max = 60) String timeZone) {}
