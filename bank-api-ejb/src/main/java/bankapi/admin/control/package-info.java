/** What every admin resource needs below HTTP: repeated requests. */
@NullMarked
package bankapi.admin.control;

import org.jspecify.annotations.NullMarked;
