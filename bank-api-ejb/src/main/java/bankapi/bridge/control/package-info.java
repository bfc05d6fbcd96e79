/**
 * The open-banking aggregator Bridge, behind one gateway: nobody else in the project speaks to it.
 */
@NullMarked
package bankapi.bridge.control;

import org.jspecify.annotations.NullMarked;
