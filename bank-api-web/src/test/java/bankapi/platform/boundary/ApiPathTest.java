package bankapi.platform.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.admin.boundary.AdminPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiPathTest {

  @ParameterizedTest
  @CsvSource({
    "method/ping, method/ping",
    "method/ping;a=1, method/ping",
    "method/ping;a=1;b=2/c, method/ping/c",
    "method;a/ping;, method/ping",
    "v1;x=1/method/ping/;y, v1/method/ping/",
    "method/ping%3Ba=1, method/ping%3Ba=1"
  })
  void isWithoutMatrixParameters(String requested, String path) {
    assertThat(ApiPath.plain(requested)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/admin/v1/session, true",
    "/api/admin;x=1/v1/session, true",
    "/api;x/admin/v1/session, true",
    "/api/administration, false",
    "/api/method/admin/x, false"
  })
  void theAdminApiIsTheAdminApiWithMatrixParametersToo(String requested, boolean admin) {
    assertThat(AdminPath.isOf("", requested)).isEqualTo(admin);
    assertThat(AdminPath.isOf("/bank", "/bank" + requested)).isEqualTo(admin);
  }
}
