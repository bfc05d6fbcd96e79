package bankapi.site.control;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A new customer.
 *
 * @param email the contact address, handed to Bridge where a call names no other
 * @param linkAnswer {@code object} (null means it too) or {@code url}
 * @param listAnswer {@code list} (null means it too) or {@code resources}
 * @param multiSite whether it may have more than one site; null: no
 * @param mayRegister whether its first link call may create its site; null: yes
 */
public record CreateApiUser(
    @NotBlank @Email @Size(max = 320) String email,
    @Nullable @Pattern(regexp = "object|url", message = "must be object or url") String linkAnswer,
    @Nullable @Pattern(regexp = "list|resources", message = "must be list or resources") String listAnswer,
    @Nullable Boolean multiSite,
    @Nullable Boolean mayRegister) {}
