/** Reading and writing JSON in one way everywhere. */
@NullMarked
package bankapi.sandbox.json;

import org.jspecify.annotations.NullMarked;
