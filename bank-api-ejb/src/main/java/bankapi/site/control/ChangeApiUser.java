package bankapi.site.control;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is to change of a customer, as in {@link CreateApiUser}; null: stays as it is. */
public record ChangeApiUser(
    @Nullable @Email @Size(min = 3, max = 320) String email,
    @Nullable @Pattern(regexp = "object|url", message = "must be object or url") String linkAnswer,
    @Nullable @Pattern(regexp = "list|resources", message = "must be list or resources") String listAnswer,
    @Nullable Boolean multiSite,
    @Nullable Boolean mayRegister) {}
