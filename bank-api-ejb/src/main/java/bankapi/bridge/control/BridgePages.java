package bankapi.bridge.control;

import bankapi.bridge.control.PageQuery.Next;
import bankapi.platform.control.GatewayException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one list at Bridge, read one after the other. The first one is already there when
 * this object is handed out, so that whatever fails before it is still a proper error. While the
 * caller works through one page the next one is fetched in the background; never more than these
 * two are in memory. For one thread.
 */
public final class BridgePages implements AutoCloseable {

  private record Page(JsonArray rows, Optional<Next> next) {}

  /** A page under way; its answer is empty where it has to be asked for once more. */
  private record Coming(Next next, FutureTask<Optional<JsonObject>> answer) {}

  private final PageQuery query;
  private final Function<String, JsonObject> ahead;
  private final Function<String, JsonObject> needed;
  private final Background background;
  private @Nullable Coming coming;
  private @Nullable Page ready;
  private @Nullable String cursor;

  private BridgePages(
      PageQuery query,
      Function<String, JsonObject> ahead,
      Function<String, JsonObject> needed,
      Background background) {
    this.query = query;
    this.ahead = ahead;
    this.needed = needed;
    this.background = background;
  }

  /**
   * @param first asks for the first page
   * @param ahead asks for a page that nobody needs yet: may give up soon, for it uses one of the
   *     server's threads
   * @param needed asks for a page that the caller waits for and {@code ahead} did not get
   */
  static BridgePages open(
      PageQuery query,
      Function<String, JsonObject> first,
      Function<String, JsonObject> ahead,
      Function<String, JsonObject> needed,
      Background background) {
    BridgePages pages = new BridgePages(query, ahead, needed, background);
    pages.ready = pages.page(first.apply(query.first()));
    return pages;
  }

  public boolean hasNext() {
    return ready != null || coming != null;
  }

  /** Whether the next page is here already and has rows. */
  public boolean hasRows() {
    Page page = ready;
    return page != null && !page.rows().isEmpty();
  }

  /**
   * The rows of the next page, as Bridge gave them; may be empty though more pages follow.
   *
   * @throws GatewayException when Bridge fails on the way; what was read before is then not all
   */
  public JsonArray next() {
    Page page = take();
    coming = page.next().map(this::fetch).orElse(null);
    return page.rows();
  }

  /**
   * The rows of the first page alone: no further one is fetched.
   *
   * @see #cursor()
   */
  public JsonArray only() {
    Page page = take();
    close();
    return page.rows();
  }

  /**
   * Where the page after the last one handed out begins, before that the one after the first, as
   * {@code after} of a new query.
   */
  public Optional<String> cursor() {
    Page first = ready;
    return first == null ? Optional.ofNullable(cursor) : cursor(first);
  }

  private static Optional<String> cursor(Page page) {
    return page.next().map(Next::cursor);
  }

  @Override
  public void close() {
    ready = null;
    if (coming != null) {
      coming.answer().cancel(true);
      coming = null;
    }
  }

  private Page take() {
    Page page = ready != null ? ready : await();
    ready = null;
    cursor = cursor(page).orElse(null);
    return page;
  }

  private Coming fetch(Next next) {
    FutureTask<Optional<JsonObject>> answer = new FutureTask<>(() -> tried(next));
    background.start(answer);
    return new Coming(next, answer);
  }

  private Optional<JsonObject> tried(Next next) {
    try {
      return Optional.of(ahead.apply(next.query()));
    } catch (GatewayException e) {
      return Optional.empty();
    }
  }

  private Page await() {
    Coming awaited = coming;
    if (awaited == null) {
      throw new NoSuchElementException("no page left");
    }
    coming = null;
    try {
      awaited.answer().run(); // at once where no thread was free; does nothing where it has begun
      Optional<JsonObject> answer = awaited.answer().get();
      return page(answer.orElseGet(() -> needed.apply(awaited.next().query())));
    } catch (InterruptedException e) {
      awaited.answer().cancel(true);
      throw BridgeFailures.interrupted(e);
    } catch (ExecutionException e) {
      throw Background.unwrapped(e);
    }
  }

  private Page page(JsonObject answer) {
    return new Page(BridgeReply.rows(query.what(), answer), query.after(answer));
  }
}
