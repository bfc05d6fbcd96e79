/** What the admin API remembers of requests, so that a repetition does nothing twice. */
@NullMarked
package bankapi.admin.entity;

import org.jspecify.annotations.NullMarked;
