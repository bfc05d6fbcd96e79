package bankapi.bank.control;

import bankapi.bridge.control.BridgeGateway;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Bridge's categories of transactions, one tree per language, kept in memory. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class Categories {

  private static final int LANGUAGES = 2;

  @Inject BridgeGateway bridge;
  @Inject ReferenceTimes times;

  private ReferenceCache<String, CategoryTree> trees;

  @PostConstruct
  void prepare() {
    trees = new ReferenceCache<>(times, LANGUAGES);
  }

  /**
   * The tree, or empty where Bridge has not activated categories for us.
   *
   * @param tenant whose budget of requests a reading counts against
   * @param lang {@code fr} or {@code en}
   */
  public Optional<CategoryTree> tree(UUID tenant, String lang) {
    return trees.get(lang, () -> bridge.categories(tenant, lang).map(CategoryTree::new));
  }
}
