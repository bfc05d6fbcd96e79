package bankapi.operator.control;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a personal token.
 *
 * @param name what it is for
 * @param scope {@code read} or {@code write}; null: read
 * @param days how long it is valid; null: the setting
 */
public record IssueToken(
    @NotBlank @Size(max = 100) String name,
    @Nullable @Pattern(regexp = "read|write", message = "must be read or write") String scope,
    @Nullable @Min(1) @Max(36_500) Integer days) {}
