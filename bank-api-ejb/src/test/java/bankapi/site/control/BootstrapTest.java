package bankapi.site.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.site.entity.ApiUser.LinkAnswer;
import bankapi.site.entity.ApiUser.ListAnswer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private static Bootstrap with(String key, String secret, String email) {
    Bootstrap bootstrap = new Bootstrap();
    bootstrap.key = Optional.ofNullable(key);
    bootstrap.secret = Optional.ofNullable(secret);
    bootstrap.email = Optional.ofNullable(email);
    return bootstrap;
  }

  @Test
  void takesALongSecret() {
    assertThatCode(() -> with("key", SECRET, "a@b.fr").check()).doesNotThrowAnyException();
  }

  @Test
  void refusesAShortSecret() {
    assertThatThrownBy(() -> with("key", SECRET.substring(1), "a@b.fr").check())
        .hasMessageContaining("at least 32");
  }

  @Test
  void refusesWhatFrappesHeaderCannotCarry() {
    assertThatThrownBy(() -> with("key", SECRET + ":", "a@b.fr").check())
        .hasMessageContaining("no colon");
  }

  @Test
  void wantsAllThreeOrNone() {
    assertThatThrownBy(() -> with("key", SECRET, null).check())
        .hasMessageContaining("belong together");
    assertThatThrownBy(() -> with(null, null, "a@b.fr").run())
        .hasMessageContaining("belong together");
    assertThatCode(() -> with(null, null, null).run()).doesNotThrowAnyException();
  }

  @Test
  void answersAsMostClientsExpectWhereNothingIsSaid() {
    assertThat(with(null, null, null).preferences())
        .isEqualTo(new ApiUserPreferences(LinkAnswer.OBJECT, ListAnswer.LIST, false));
  }

  @Test
  void takesThePreferencesThatAreSet() {
    Bootstrap bootstrap = with(null, null, null);
    bootstrap.linkAnswer = "url";
    bootstrap.listAnswer = "resources";
    bootstrap.multiSite = "true";
    assertThat(bootstrap.preferences())
        .isEqualTo(new ApiUserPreferences(LinkAnswer.URL, ListAnswer.RESOURCES, true));
  }

  @Test
  void refusesAPreferenceThatDoesNotExistEvenWithoutAnApiUser() {
    Bootstrap link = with(null, null, null);
    link.linkAnswer = "text";
    assertThatThrownBy(link::run)
        .hasMessage("bankapi.bootstrap.link-answer is neither object nor url");
    Bootstrap list = with(null, null, null);
    list.listAnswer = "LIST";
    assertThatThrownBy(list::run)
        .hasMessage("bankapi.bootstrap.list-answer is neither list nor resources");
    Bootstrap several = with(null, null, null);
    several.multiSite = "yes";
    assertThatThrownBy(several::run)
        .hasMessage("bankapi.bootstrap.multi-site is neither false nor true");
  }
}
