package bankapi.sandbox.bridge;

import bankapi.sandbox.data.Category;
import bankapi.sandbox.data.Provider;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What is the same for everybody: banks and categories. */
final class ReferenceOperations {

  private static final Set<String> CAPABILITIES =
      Set.of("aggregation", "account_check", "single_payment");

  private final World world;
  private final Paging paging;
  private final Supplier<URI> baseUri;

  ReferenceOperations(World world, Paging paging, Supplier<URI> baseUri) {
    this.world = world;
    this.paging = paging;
    this.baseUri = baseUri;
  }

  Answer providers(Call call) {
    List<String> countries = words(call, "country_code");
    boolean french = countries.isEmpty() || countries.contains("FR");
    boolean capable = CAPABILITIES.containsAll(words(call, "capabilities"));
    List<Provider> shown = french && capable ? Provider.ALL : List.of();
    return paging.page(
        call,
        shown,
        Provider::id,
        false,
        false,
        (json, provider) -> Wire.provider(json, provider, baseUri.get().toString()));
  }

  private static List<String> words(Call call, String name) {
    return call.http().queryParams(name).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .toList();
  }

  Answer provider(Call call) {
    Provider provider = Provider.find(call.pathId("id")).orElseThrow(ReferenceOperations::notFound);
    return Answer.ok(json -> Wire.provider(json, provider, baseUri.get().toString()));
  }

  Answer categories(Call call) {
    requireActive();
    return Answer.ok(
        json -> {
          paging.begin(json);
          for (Category top : Category.TREE) {
            Wire.categoryTree(json, top, call.language());
          }
          json.writeEndArray();
          json.writeObjectFieldStart("pagination");
          // The text, not null: so says Bridge's example.
          json.writeStringField("next_uri", "null");
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  Answer category(Call call) {
    requireActive();
    Category.Found found =
        Category.find(call.pathId("id")).orElseThrow(ReferenceOperations::notFound);
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeNumberField("id", found.category().id());
          json.writeStringField("name", found.category().name(call.language()));
          if (found.parent().isPresent()) {
            json.writeNumberField("parent_id", found.parent().get().id());
          }
          json.writeEndObject();
        });
  }

  private void requireActive() {
    if (!world.switches().categoriesActive()) {
      throw ApiError.of(403, "forbidden", "Categories are not activated for this application");
    }
  }

  private static ApiError notFound() {
    return ApiError.of(404, "not_found", "The requested resource doesn't exist");
  }
}
