package bankapi.bank.control;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The categories of one language, as Bridge gave them and by their ids. */
public final class CategoryTree {

  private final JsonArray rows;
  private final Map<Long, JsonObject> byId = new HashMap<>();

  CategoryTree(JsonArray rows) {
    this.rows = rows;
    for (JsonValue row : rows) {
      if (row instanceof JsonObject parent && parent.get("id") instanceof JsonNumber parentId) {
        add(parentId, parent, JsonValue.NULL);
        if (parent.get("categories") instanceof JsonArray children) {
          children.forEach(child -> addChild(child, parentId));
        }
      }
    }
  }

  /** Bridge's own rows: {@code {"id","name","categories":[{"id","name"}]}}. */
  public JsonArray rows() {
    return rows;
  }

  /** One category as Bridge gives a single one: {@code {"id","name","parent_id"}}. */
  public Optional<JsonObject> one(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The name of a category in the tree's language. */
  public Optional<String> name(long id) {
    return one(id).map(c -> c.get("name")).map(n -> ((JsonString) n).getString());
  }

  private void addChild(JsonValue row, JsonNumber parentId) {
    if (row instanceof JsonObject child && child.get("id") instanceof JsonNumber id) {
      add(id, child, parentId);
    }
  }

  private void add(JsonNumber id, JsonObject category, JsonValue parentId) {
    if (category.get("name") instanceof JsonString name) {
      var one = Json.createObjectBuilder().add("id", id).add("name", name);
      byId.put(
          id.longValue(),
          (parentId == JsonValue.NULL ? one : one.add("parent_id", parentId)).build());
    }
  }
}
