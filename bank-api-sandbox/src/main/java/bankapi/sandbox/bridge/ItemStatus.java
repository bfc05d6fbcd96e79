package bankapi.sandbox.bridge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an item stands: Bridge's status code and the word that goes with it.
 *
 * @param info null where Bridge documents none
 */
public record ItemStatus(int code, @Nullable String info) {

  public static final ItemStatus OK = new ItemStatus(0, "ok");

  /** Just added, its first refresh is running. */
  public static final ItemStatus ADDED = new ItemStatus(-2, null);

  public static final ItemStatus OTP_REQUIRED = new ItemStatus(1010, "otp_required");
  public static final ItemStatus INVALID_CREDS = new ItemStatus(402, "invalid_creds");

  private static final Map<Integer, String> INFOS =
      Map.of(
          0,
          "ok",
          402,
          "invalid_creds",
          429,
          "tos_to_validate",
          1003,
          "bank_is_down",
          1005,
          "closed_account",
          1010,
          "otp_required");

  private static final Map<Integer, String> ENGLISH =
      Map.of(
          402, "The bank refused your login details. Please enter them again.",
          429, "Your bank asks you to do something on its own site first.",
          1003, "Your bank does not answer at the moment. Please try again later.",
          1005, "This account is not supported.",
          1010, "Your bank asks you to identify yourself again.");

  private static final Map<Integer, String> FRENCH =
      Map.of(
          402, "La banque a refusé vos identifiants. Merci de les saisir à nouveau.",
          429, "Votre banque demande d'abord une action de votre part sur son site.",
          1003, "Votre banque ne répond pas pour le moment. Merci de réessayer plus tard.",
          1005, "Ce compte n'est pas pris en charge.",
          1010, "Votre banque vous demande de vous identifier à nouveau.");

  /** The status of this code with Bridge's usual word for it. */
  public static ItemStatus of(int code) {
    return new ItemStatus(code, INFOS.get(code));
  }

  public boolean isOk() {
    return code == 0;
  }

  /** A sentence for the person, or null where nothing needs to be said. */
  public @Nullable String description(String language) {
    return (language.equals("fr") ? FRENCH : ENGLISH).get(code);
  }
}
