/** Requests to connect a bank, from the link to the outcome. */
@NullMarked
package bankapi.connection.entity;

import org.jspecify.annotations.NullMarked;
