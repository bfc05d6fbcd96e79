package bankapi.platform.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class VersionTest {

  private static final String ID = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void theBuildSaysWhatItWasMadeFrom() {
    assertThat(Version.commitOf(build(ID, "2026-11-27T00:50:45Z", "true")))
        .contains(new Commit(ID, Instant.parse("2026-11-27T00:50:45Z"), true));
    assertThat(Version.commitOf(build(ID, "2026-11-27T00:50:45Z", "false")))
        .hasValueSatisfying(commit -> assertThat(commit.changed()).isFalse());
  }

  @Test
  void withoutGitTheCommitIsUnknown() {
    assertThat(Version.commitOf(build("", "", ""))).isEmpty();
  }

  @Test
  void nothingWasLeftUnfilled() {
    assertThat(Version.current()).matches("\\d.*");
    assertThat(Version.commit().map(Commit::id).orElse(ID)).matches("[0-9a-f]{40}");
  }

  private static Properties build(String commit, String committed, String changed) {
    Properties build = new Properties();
    build.setProperty("commit", commit);
    build.setProperty("committed", committed);
    build.setProperty("changed", changed);
    return build;
  }
}
