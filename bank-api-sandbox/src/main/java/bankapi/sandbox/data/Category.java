package bankapi.sandbox.data;

import java.util.List;
import java.util.Optional;

/** A node of Bridge's category tree, named in English and in French. */
public record Category(int id, String english, String french, List<Category> children) {

  /** The whole tree: parents with their children. */
  public static final List<Category> TREE =
      List.of(
          parent(
              2,
              "Income",
              "Entrées d'argent",
              leaf(3, "Cheque deposits", "Dépôts de chèques"),
              leaf(80, "Interest income", "Intérêts"),
              leaf(230, "Salaries", "Salaires"),
              leaf(441, "Sales", "Ventes")),
          parent(
              160,
              "Shopping",
              "Achats & Shopping",
              leaf(206, "Office supplies", "Fournitures de bureau"),
              leaf(243, "Books", "Livres"),
              leaf(272, "Clothing", "Vêtements")),
          parent(
              161,
              "Home",
              "Logement",
              leaf(216, "Rent", "Loyer"),
              leaf(217, "Electricity", "Électricité"),
              leaf(245, "Home insurance", "Assurance habitation"),
              leaf(323, "Home improvement", "Bricolage")),
          parent(
              163,
              "Health",
              "Santé",
              leaf(236, "Pharmacy", "Pharmacie"),
              leaf(261, "Doctor", "Médecin")),
          parent(
              165,
              "Auto & Transport",
              "Auto & Transports",
              leaf(87, "Fuel", "Carburant"),
              leaf(197, "Train & Air tickets", "Billets de train et d'avion"),
              leaf(251, "Parking", "Stationnement"),
              leaf(309, "Tolls", "Péages")),
          parent(
              166,
              "Bank",
              "Banque",
              leaf(79, "Bank fees", "Frais bancaires"),
              leaf(186, "Savings & investments", "Épargne et placements"),
              leaf(326, "Internal transfers", "Virements internes")),
          parent(
              168,
              "Food & Dining",
              "Alimentation & Restaurants",
              leaf(83, "Restaurants", "Restaurants"),
              leaf(260, "Fast foods", "Restauration rapide"),
              leaf(273, "Groceries", "Supermarché & Épicerie")),
          parent(
              170,
              "Withdrawals & transfers",
              "Retraits & Virements",
              leaf(85, "Cash withdrawals", "Retraits d'espèces")),
          parent(
              1800,
              "Subscriptions",
              "Abonnements",
              leaf(180, "Internet", "Internet"),
              leaf(277, "Mobile phone", "Téléphone mobile")),
          parent(2690, "Leisure", "Loisirs & Sorties", leaf(269, "Cinema", "Cinéma")),
          parent(
              3020,
              "Taxes",
              "Impôts & Taxes",
              leaf(302, "Taxes and contributions", "Impôts et cotisations")),
          parent(315, "Personal care", "Esthétique & Soins", leaf(235, "Hairdresser", "Coiffeur")),
          parent(
              4400,
              "Business",
              "Dépenses professionnelles",
              leaf(440, "Expense reports", "Notes de frais")));

  /** A category and, for a child, the parent it lies under. */
  public record Found(Category category, Optional<Category> parent) {}

  /** The category of this id, wherever it is in the tree. */
  public static Optional<Found> find(long id) {
    for (Category top : TREE) {
      if (top.id == id) {
        return Optional.of(new Found(top, Optional.empty()));
      }
      for (Category child : top.children) {
        if (child.id == id) {
          return Optional.of(new Found(child, Optional.of(top)));
        }
      }
    }
    return Optional.empty();
  }

  /** The name in this language, English unless it is {@code fr}. */
  public String name(String language) {
    return language.equals("fr") ? french : english;
  }

  private static Category parent(int id, String english, String french, Category... children) {
    return new Category(id, english, french, List.of(children));
  }

  private static Category leaf(int id, String english, String french) {
    return new Category(id, english, french, List.of());
  }
}
