/** How the servers come up, once per run, with everything around them. */
package bankapi.acceptance.server;
