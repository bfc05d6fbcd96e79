/** The gateway's heartbeat. */
@NullMarked
package bankapi.schedule.control;

import org.jspecify.annotations.NullMarked;
