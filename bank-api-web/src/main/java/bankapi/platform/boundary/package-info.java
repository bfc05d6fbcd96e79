/** What every HTTP answer shares: registration, login, request id, headers, compression, health. */
@NullMarked
package bankapi.platform.boundary;

import org.jspecify.annotations.NullMarked;
