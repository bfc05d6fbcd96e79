/**
 * What every entity shares: how time is stored, how EclipseLink finds the server's transactions.
 */
@NullMarked
package bankapi.platform.entity;

import org.jspecify.annotations.NullMarked;
