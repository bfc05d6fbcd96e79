package bankapi.sandbox.bridge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request the API got, as far as tests want to know it; no secrets. */
public record RecordedCall(
    Instant at,
    String method,
    String path,
    @Nullable String query,
    @Nullable String user,
    @Nullable String acceptLanguage,
    int status) {}
