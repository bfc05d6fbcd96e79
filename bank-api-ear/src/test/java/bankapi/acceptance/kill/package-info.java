/** Processes that are killed at named steps and at any moment: nothing may be lost by it. */
package bankapi.acceptance.kill;
