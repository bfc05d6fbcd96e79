/** Black-box tests of the files in {@code config/}, on servers that were set up with them. */
package bankapi.acceptance.config;
