/** The outbox: webhooks to the sites, sent until they arrive or are given up visibly. */
@NullMarked
package bankapi.delivery.control;

import org.jspecify.annotations.NullMarked;
