package bankapi.sandbox.bridge;

import bankapi.sandbox.data.Cursor;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages: {@code resources}, {@code generated_at} where Bridge has it, {@code pagination}.
 */
final class Paging {

  private final World world;

  Paging(World world) {
    this.world = world;
  }

  /** Writes one element. */
  @FunctionalInterface
  interface ElementWriter<T> {
    void write(JsonGenerator json, T element) throws IOException;
  }

  /** The page of a list in memory, whose order follows from an id, ascending or descending. */
  <T> Answer page(
      Call call,
      List<T> all,
      ToLongFunction<T> id,
      boolean descending,
      boolean dated,
      ElementWriter<T> writer) {
    Optional<Cursor> after = call.after();
    List<T> rest =
        all.stream()
            .filter(
                element ->
                    after.isEmpty()
                        || (descending
                            ? id.applyAsLong(element) < after.get().id()
                            : id.applyAsLong(element) > after.get().id()))
            .limit(call.limit() + 1L)
            .toList();
    boolean more = rest.size() > call.limit();
    List<T> shown = more ? rest.subList(0, call.limit()) : rest;
    @Nullable String last =
        shown.isEmpty() ? null : Cursor.ofId(id.applyAsLong(shown.get(shown.size() - 1)));
    return Answer.ok(
        json -> {
          begin(json);
          for (T element : shown) {
            writer.write(json, element);
          }
          end(json, call, more, last, dated);
        });
  }

  void begin(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("resources");
  }

  /**
   * @param last the cursor of the last element shown, if any was
   */
  void end(JsonGenerator json, Call call, boolean more, @Nullable String last, boolean dated)
      throws IOException {
    json.writeEndArray();
    if (dated) {
      json.writeStringField("generated_at", Times.millis(world.now()));
    }
    json.writeObjectFieldStart("pagination");
    @Nullable String next = more ? last : null;
    if (call.endlessCursor()) {
      next = call.query("after").orElse(last);
    }
    if (next != null) {
      call.http().attribute(Gate.NEXT, next);
      // As in Bridge's examples, the filters are not repeated and the cursor does not know them.
      json.writeStringField(
          "next_uri", call.http().path() + "?after=" + next + "&limit=" + call.limit());
    } else if (world.switches().nextUriNullAsText()) {
      json.writeStringField("next_uri", "null");
    } else {
      json.writeNullField("next_uri");
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
