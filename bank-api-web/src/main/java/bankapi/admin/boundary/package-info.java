/**
 * The habits of the admin API, the same for every resource: JSON in and out, problem details,
 * filters, pages, versions, repeated requests.
 */
@NullMarked
package bankapi.admin.boundary;

import org.jspecify.annotations.NullMarked;
