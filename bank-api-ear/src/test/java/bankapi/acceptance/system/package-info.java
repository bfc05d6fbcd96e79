/** The three systems a test speaks of: the gateway, Bridge, and a Bank site. */
package bankapi.acceptance.system;
