package bankapi.sandbox.data;

/**
 * Who money goes to or comes from, and how the bank words it. {@code raw} may hold {@code {date}}
 * (dd/MM/yyyy), {@code {month}} (MM/yyyy), {@code {number}} and {@code {name}}.
 *
 * @param weight how often it is picked, compared with the others of its list
 * @param fromCents smallest amount in cents, negative for money going out
 */
record Payee(
    int weight,
    String clean,
    String raw,
    int category,
    String operation,
    long fromCents,
    long toCents) {

  Payee by(String otherOperation) {
    return new Payee(weight, clean, raw, category, otherOperation, fromCents, toCents);
  }

  static Payee card(
      int weight, String clean, String raw, int category, long fromCents, long toCents) {
    return out(
        weight, clean, "PAIEMENT PAR CARTE {date} " + raw, category, "card", fromCents, toCents);
  }

  static Payee out(
      int weight,
      String clean,
      String raw,
      int category,
      String operation,
      long fromCents,
      long toCents) {
    return new Payee(weight, clean, raw, category, operation, -toCents, -fromCents);
  }

  static Payee in(
      int weight,
      String clean,
      String raw,
      int category,
      String operation,
      long fromCents,
      long toCents) {
    return new Payee(weight, clean, raw, category, operation, fromCents, toCents);
  }
}
