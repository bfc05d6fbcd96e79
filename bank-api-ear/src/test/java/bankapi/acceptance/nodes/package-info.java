/** Black-box tests of several nodes on one database, and of what happens to them. */
package bankapi.acceptance.nodes;
