/**
 * Bridge's aggregation API (version 2025-01-15) as its clients see it, as strict as it is
 * documented.
 */
@NullMarked
package bankapi.sandbox.bridge;

import org.jspecify.annotations.NullMarked;
