package bankapi.site.control;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to change of a site, as in {@link CreateSite}; null: stays as it is. An empty {@code
 * webhookUrl} or {@code email} is taken away. The hosts given replace those pinned.
 */
public record ChangeSite(
    @Nullable @Size(max = 500) String baseUrl,
    @Nullable @Size(min = 1, max = 50) List<@NotBlank @Size(max = 260) String> allowedHosts,
    @Nullable @Size(max = 2000) String webhookUrl,
    @Nullable @Email @Size(max = 320) String email,
    @Nullable @Pattern(regexp = "fr|en", message = "must be fr or en") String locale,
    @Nullable @Size(min = 1, max = 60) String timeZone) {}
