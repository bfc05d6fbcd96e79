/**
 * The wire towards the sites: what a Frappe client sends and expects, reduced to ordinary JAX-RS.
 */
@NullMarked
package bankapi.frappe.boundary;

import org.jspecify.annotations.NullMarked;
