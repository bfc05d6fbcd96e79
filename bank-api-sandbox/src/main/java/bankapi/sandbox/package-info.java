/**
 * The sandbox: a Bridge simulator and a demo Bank site in one small server, for development and
 * tests.
 */
@NullMarked
package bankapi.sandbox;

import org.jspecify.annotations.NullMarked;
