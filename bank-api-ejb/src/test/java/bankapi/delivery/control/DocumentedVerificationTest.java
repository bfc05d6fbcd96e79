package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.standardwebhooks.Webhook;
import jakarta.json.Json;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/webhooks.md, taken from there and run on what we send. */
class DocumentedVerificationTest {

  private static final String NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OLD = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```(java|python)\n(.*?)^```$");
  private static final UUID ID = UUID.fromString("0190b1f2-7c1a-7abc-8def-0123456789ab");

  private final byte[] body = "{\"bank\":\"Cr\\u00e9dit\"}".getBytes(StandardCharsets.US_ASCII);
  private final byte[] forged = "{\"bank\":\"Cr\\u00e8dit\"}".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path directory;

  private interface Receiver {
    boolean verified(Map<String, String> headers, byte[] body, String secret) throws Exception;
  }

  @Test
  void standardWebhooksInJava() throws Exception {
    Method example = compiled(example(1, "java"));
    Receiver receiver =
        (headers, bytes, secret) ->
            (boolean)
                example.invoke(
                    null, httpHeaders(headers), new String(bytes, StandardCharsets.UTF_8), secret);
    takesWhatWeSendAndNothingElse(receiver);
    takesEitherSecretAndNothingOld(receiver);
  }

  @Test
  void standardWebhooksInPython() throws Exception {
    Receiver receiver = interpreted(example(0, "python"));
    takesWhatWeSendAndNothingElse(receiver);
    takesEitherSecretAndNothingOld(receiver);
  }

  @Test
  void frappesInJava() throws Exception {
    Method example = compiled(example(3, "java"));
    takesWhatWeSendAndNothingElse(
        (headers, bytes, secret) ->
            (boolean)
                example.invoke(null, headers.get("X-Frappe-Webhook-Signature"), bytes, secret));
  }

  @Test
  void frappesInPython() throws Exception {
    takesWhatWeSendAndNothingElse(interpreted(example(2, "python")));
  }

  private void takesWhatWeSendAndNothingElse(Receiver receiver) throws Exception {
    Map<String, String> headers = sent(Instant.now());
    assertThat(receiver.verified(headers, body, NEW)).isTrue();
    assertThat(receiver.verified(headers, forged, NEW)).isFalse();
    assertThat(receiver.verified(headers, body, "whsec_AAAA" + NEW.substring(10))).isFalse();
  }

  private void takesEitherSecretAndNothingOld(Receiver receiver) throws Exception {
    assertThat(receiver.verified(sent(Instant.now()), body, OLD)).isTrue();
    assertThat(receiver.verified(sent(Instant.now().minusSeconds(3600)), body, NEW)).isFalse();
  }

  private Map<String, String> sent(Instant at) {
    return WebhookSignatures.headers(ID, at, body, List.of(NEW, OLD));
  }

  private static HttpHeaders httpHeaders(Map<String, String> headers) {
    return HttpHeaders.of(
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
        (name, value) -> true);
  }

  private static String example(int index, String language) throws IOException {
    List<String[]> examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("../docs/webhooks.md")))
            .results()
            .map(found -> new String[] {found.group(1), found.group(2)})
            .toList();
    assertThat(examples).hasSize(4);
    assertThat(examples.get(index)[0]).isEqualTo(language);
    return examples.get(index)[1];
  }

  private Method compiled(String example) throws Exception {
    Path source = directory.resolve("Example.java");
    Files.writeString(
        source,
        """
        import java.nio.charset.StandardCharsets;
        import java.security.*;
        import java.util.Base64;
        import javax.crypto.Mac;
        import javax.crypto.spec.SecretKeySpec;
        public class Example { public static %s }
        """
            .formatted(example));
    String library =
        Path.of(Webhook.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", library, source.toString());
    assertThat(failed).as("javac").isZero();
    ClassLoader loader =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()},
            DocumentedVerificationTest.class.getClassLoader());
    return Stream.of(loader.loadClass("Example").getMethods())
        .filter(method -> method.getName().equals("verified"))
        .findFirst()
        .orElseThrow();
  }

  private Receiver interpreted(String example) throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "python3"))),
        "python3 is not installed");
    Path script = directory.resolve("example.py");
    Files.writeString(
        script,
        example
            + """

            import json, sys
            call = json.loads(sys.argv[1])
            print(verified(call["headers"], bytes.fromhex(call["body"]), call["secret"]))
            """);
    return (headers, bytes, secret) -> {
      String call =
          Json.createObjectBuilder()
              .add("headers", Json.createObjectBuilder(Map.copyOf(headers)))
              .add("body", HexFormat.of().formatHex(bytes))
              .add("secret", secret)
              .build()
              .toString();
      Process python =
          new ProcessBuilder("python3", script.toString(), call).redirectErrorStream(true).start();
      String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said.strip()).isIn("True", "False");
      return said.strip().equals("True");
    };
  }
}
