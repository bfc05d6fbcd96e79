package bankapi.sandbox.connect;

import bankapi.sandbox.bridge.ItemStatus;
import bankapi.sandbox.bridge.Login;
import bankapi.sandbox.bridge.Session;
import bankapi.sandbox.data.Provider;
import org.jspecify.annotations.Nullable;

/** How far a person has come on the hosted pages; guarded by itself. */
final class Visit {

  /** The page the person sees, and Bridge's word for it in the callback. */
  enum Stage {
    BANKS("highlighted_banks"),
    CREDENTIALS("bank_creds_form"),
    CODE("otp_form"),
    APP("otp_form"),
    ACCOUNTS("sync_in_progress"),
    PROBLEM("sync_error"),
    OVERVIEW("sync_success"),
    DONE("sync_success");

    final String word;

    Stage(String word) {
      this.word = word;
    }
  }

  final Session session;
  Stage stage = Stage.BANKS;
  @Nullable Provider provider;
  @Nullable Long itemId;
  @Nullable Login login;
  @Nullable ItemStatus problem;

  Visit(Session session) {
    this.session = session;
  }

  /** The {@code step} of a callback that tells of a failure here. */
  String step() {
    if (problem != null && problem.code() == 402) {
      return credentialsForm();
    }
    if (problem != null && login != null && login.challenge() != Login.Challenge.NONE) {
      return Stage.CODE.word;
    }
    return stage == Stage.CREDENTIALS ? credentialsForm() : stage.word;
  }

  private String credentialsForm() {
    return session.itemId() == null ? Stage.CREDENTIALS.word : "edit_bank_creds_form";
  }
}
