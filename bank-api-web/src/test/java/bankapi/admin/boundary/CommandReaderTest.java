package bankapi.admin.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandReaderTest {

  record Wish(String name) {}

  static Stream<String> bodiesOfStrangers() {
    return Stream.of(
        "",
        "[]",
        "3",
        "{",
        "{} {",
        "[".repeat(2000),
        "{\"name\":".repeat(2000) + "1" + "}".repeat(2000),
        "{\"name\":" + "[".repeat(2000) + "]".repeat(2000) + "}",
        "{\"name\":" + "1".repeat(20_000) + "}",
        "{\"name\":1e99999999999}");
  }

  @ParameterizedTest
  @MethodSource("bodiesOfStrangers")
  void whatIsNoObjectOrGoesTooDeepIsRefused(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT));
  }

  @SuppressWarnings("unchecked")
  private static Record read(String body) throws Exception {
    return new CommandReader()
        .readFrom(
            (Class<Record>) (Class<?>) Wish.class,
            Wish.class,
            new Annotation[0],
            MediaType.APPLICATION_JSON_TYPE,
            new MultivaluedHashMap<>(),
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
