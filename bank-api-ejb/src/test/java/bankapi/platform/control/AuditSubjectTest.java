package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.entity.AuditEntry;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditSubjectTest {

  private static AuditEntry entry(String subject) {
    return new AuditEntry(Instant.EPOCH, "olivia", "site.change", subject, null, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"site erp", "api-user 7F", "operator ", "operator a\u2028b", "item 4711"})
  void aSubjectIsAKindAndAName(String subject) {
    assertThat(entry(subject).subject()).isEqualTo(subject);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "erp", "events", "7F3A", "erp.fr", " erp", "ERP site"})
  void aBareNameIsNoSubject(String bare) {
    assertThatThrownBy(() -> entry(bare)).isInstanceOf(IllegalArgumentException.class);
  }
}
