package bankapi.sandbox.data;

import java.util.List;
import java.util.Optional;

/** A bank that can be connected. All but the Demo Bank are invented. */
public record Provider(
    int id,
    String name,
    String group,
    String region,
    int bankCode,
    String color,
    boolean business) {

  /** Bridge's own test bank keeps its number. */
  public static final int DEMO_BANK = 574;

  public static final List<Provider> ALL =
      List.of(
          new Provider(574, "Demo Bank", "Demo", "France", 14508, "#3b4cca", true),
          new Provider(
              601,
              "Banque des Deux Rives Paris",
              "Banque des Deux Rives",
              "Ile-de-France",
              30117,
              "#0f766e",
              true),
          new Provider(
              602,
              "Banque des Deux Rives Rhône",
              "Banque des Deux Rives",
              "Auvergne-Rhone-Alpes",
              30118,
              "#0f766e",
              true),
          new Provider(
              603,
              "Banque des Deux Rives Bretagne",
              "Banque des Deux Rives",
              "Bretagne",
              30119,
              "#0f766e",
              true),
          new Provider(
              610,
              "Caisse Rurale d'Armor",
              "Caisse Rurale",
              "Cotes-d'Armor",
              18406,
              "#3f7d20",
              true),
          new Provider(
              611,
              "Caisse Rurale du Morbihan",
              "Caisse Rurale",
              "Morbihan",
              18407,
              "#3f7d20",
              true),
          new Provider(
              612,
              "Caisse Rurale Sud Loire",
              "Caisse Rurale",
              "Pays de la Loire",
              18408,
              "#3f7d20",
              true),
          new Provider(
              620,
              "Crédit du Ponant Finistère",
              "Crédit du Ponant",
              "Finistere",
              15589,
              "#b45309",
              true),
          new Provider(
              621,
              "Crédit du Ponant Entreprises",
              "Crédit du Ponant",
              "France",
              15590,
              "#b45309",
              true),
          new Provider(630, "Banque Lumière", "Banque Lumière", "France", 12548, "#be185d", false),
          new Provider(
              640,
              "Société Ligérienne de Banque",
              "Société Ligérienne",
              "Centre-Val de Loire",
              10907,
              "#9f1239",
              true),
          new Provider(
              650,
              "Épargne de Provence",
              "Épargne de Provence",
              "Provence-Alpes-Cote d'Azur",
              11315,
              "#7c3aed",
              false),
          new Provider(660, "Compte Clair", "Compte Clair", "France", 16798, "#0369a1", false),
          new Provider(661, "Compte Clair Pro", "Compte Clair", "France", 16799, "#0369a1", true),
          new Provider(
              670, "Banque Postillon", "Banque Postillon", "France", 20043, "#a16207", true),
          new Provider(
              680, "Maison Vauban", "Maison Vauban", "Hauts-de-France", 30788, "#334155", true));

  /** The bank of this number. */
  public static Optional<Provider> find(long id) {
    return ALL.stream().filter(provider -> provider.id == id).findFirst();
  }

  /** Where its logo lies on this server. */
  public String logoPath() {
    return "/connect/logo/" + id + ".svg";
  }
}
