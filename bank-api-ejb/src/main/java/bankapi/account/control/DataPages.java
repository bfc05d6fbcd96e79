package bankapi.account.control;

import bankapi.bridge.control.BridgePages;
import bankapi.bridge.control.UnknownBridgeUser;
import bankapi.item.control.Freshness;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer, page by page, perhaps of several Bridge users one after the other. The
 * first page is there when this is handed out; whatever fails later is thrown by {@link #next()},
 * and then the answer is not whole. For one thread.
 */
public final class DataPages implements AutoCloseable {

  /** One user's part of the answer. */
  interface Part {
    /**
     * @param begun whether the answer has begun, so that it must rather wait than fail
     */
    Opened open(boolean begun);
  }

  /**
   * A part whose first page is there.
   *
   * @param row what becomes of a row; empty where it does not belong to the answer
   */
  record Opened(BridgePages pages, Function<JsonObject, Optional<JsonObject>> row) {}

  private final Freshness freshness;
  private final Queue<Part> coming;
  private final boolean onlyOnePage;
  private @Nullable Opened part;

  private DataPages(Freshness freshness, Collection<Part> parts, boolean onlyOnePage) {
    this.freshness = freshness;
    this.coming = new ArrayDeque<>(parts);
    this.onlyOnePage = onlyOnePage;
  }

  /** All pages of all parts. */
  static DataPages all(Freshness freshness, Collection<Part> parts) {
    DataPages all = new DataPages(freshness, parts, false);
    all.advance();
    return all;
  }

  /** The first page of one part. */
  static DataPages onePage(Freshness freshness, Part part) {
    DataPages one = new DataPages(freshness, List.of(part), true);
    one.advance();
    return one;
  }

  /** What was known of the items before their data was asked for. */
  public Freshness freshness() {
    return freshness;
  }

  public boolean hasNext() {
    return (part != null && part.pages().hasNext()) || !coming.isEmpty();
  }

  /**
   * The rows of the next page; may be empty though more follow.
   *
   * @throws GatewayException where Bridge fails on the way
   */
  public List<JsonObject> next() {
    Opened current = part;
    if (current == null || !current.pages().hasNext()) {
      current = advance();
    }
    if (current == null) {
      return List.of();
    }
    JsonArray page = onlyOnePage ? current.pages().only() : current.pages().next();
    List<JsonObject> rows = new ArrayList<>(page.size());
    for (JsonValue value : page) {
      if (!(value instanceof JsonObject row)) {
        throw new GatewayException(
            Code.BRIDGE_UNAVAILABLE, "Bridge gave an answer that cannot be understood");
      }
      current.row().apply(row).ifPresent(rows::add);
    }
    return rows;
  }

  /** Where an answer of one page goes on, if it does; known before it is read. */
  public Optional<String> cursor() {
    return onlyOnePage && part != null ? part.pages().cursor() : Optional.empty();
  }

  @Override
  public void close() {
    coming.clear();
    if (part != null) {
      part.pages().close();
    }
  }

  /**
   * To the next part. A user that Bridge no longer knows has nothing to add; only where all are
   * unknown is that a failure.
   */
  private @Nullable Opened advance() {
    boolean begun = part != null;
    while (!coming.isEmpty()) {
      try {
        Opened opened = coming.remove().open(begun);
        part = opened;
        return opened;
      } catch (UnknownBridgeUser e) {
        if (!begun && coming.isEmpty()) {
          throw e;
        }
      }
    }
    return null;
  }
}
