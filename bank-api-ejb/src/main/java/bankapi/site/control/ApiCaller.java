package bankapi.site.control;

import bankapi.site.entity.ApiUser;
import java.util.UUID;

/**
 * Who is calling: an authenticated API user and how it likes its answers.
 *
 * @param email its contact address
 * @param mayRegister whether its first link call may create its site
 * @param multiSite whether it may have more than one site
 */
public record ApiCaller(
    UUID apiUserId,
    String apiKey,
    String email,
    LinkAnswer linkAnswer,
    ListAnswer listAnswer,
    boolean mayRegister,
    boolean multiSite) {

  /** What a link method answers: an object with the request id, or the bare URL. */
  public enum LinkAnswer {
    OBJECT,
    URL
  }

  /** What a list method answers: the list, or Bridge's wrapper around it. */
  public enum ListAnswer {
    LIST,
    RESOURCES
  }

  static ApiCaller of(ApiUser user) {
    return new ApiCaller(
        user.id(),
        user.apiKey(),
        user.email(),
        LinkAnswer.valueOf(user.linkAnswer().name()),
        ListAnswer.valueOf(user.listAnswer().name()),
        user.mayRegister(),
        user.multiSite());
  }
}
