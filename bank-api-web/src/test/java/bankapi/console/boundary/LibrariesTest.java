package bankapi.console.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibrariesTest {

  @Test
  void eachHasItsVersionAndItsLicences() {
    assertThat(Libraries.packed())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            library -> {
              assertThat(library.version()).isNotBlank();
              assertThat(library.licences()).isNotEmpty().noneMatch(String::isBlank);
            })
        .noneMatch(library -> library.group().equals("bankapi"));
  }
}
