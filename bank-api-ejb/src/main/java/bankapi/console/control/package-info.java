/** What operators see across features: the story of a connection, counts, settings. */
@NullMarked
package bankapi.console.control;

import org.jspecify.annotations.NullMarked;
