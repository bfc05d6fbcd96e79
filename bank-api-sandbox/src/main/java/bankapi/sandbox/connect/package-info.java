/** The hosted pages a person clicks through to connect a bank. */
@NullMarked
package bankapi.sandbox.connect;

import org.jspecify.annotations.NullMarked;
