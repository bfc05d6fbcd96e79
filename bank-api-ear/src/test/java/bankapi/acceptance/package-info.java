/**
 * Black-box tests of the packed gateway on real servers: HTTP in, HTTP out, nothing of our classes.
 */
package bankapi.acceptance;
