package bankapi.bridge.control;

import jakarta.json.JsonArray;

/**
 * The pages of one list at Bridge, read one after the other; the first one is already there when
 * this object is handed out, so that whatever fails before it is still a proper error.
 */
public final class BridgePages implements AutoCloseable {

  BridgePages() {}

  public boolean hasNext() {
    return false;
  }

  public JsonArray next() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
