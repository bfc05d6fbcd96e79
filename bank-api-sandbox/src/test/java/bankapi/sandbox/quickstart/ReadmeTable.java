package bankapi.sandbox.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** README's table of methods, each line typed into a shell as a newcomer does, in its order. */
final class ReadmeTable {

  private static final Pattern LINE =
      Pattern.compile("(?m)^\\| `((?:bridge|webhooks)\\.\\w+)` \\| `(api [^`]+)` \\|");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String readme;
  private final String preparation;
  private final Map<String, String> known = new HashMap<>();

  /**
   * @param properties what the quickstart wrote for scripts
   */
  ReadmeTable(Path properties) throws IOException {
    readme = Files.readString(Path.of(System.getProperty("readme")));
    String block = readme.split("## Call it yourself")[1].split("```")[1];
    assertThat(block).contains("target/quickstart.properties", "api()");
    preparation = block.replace("target/quickstart.properties", properties.toString());
  }

  void everyLineAnswers() throws Exception {
    assumeTrue(isInstalled("bash") && isInstalled("curl"), "bash or curl is not installed");
    List<MatchResult> lines = LINE.matcher(readme).results().toList();
    assertThat(lines).hasSizeGreaterThan(15);
    for (MatchResult line : lines) {
      JsonNode answer = JSON.readTree(typed(line.group(2)));
      assertThat(answer.has("message")).as("%s: %s", line.group(), answer).isTrue();
      learn(line.group(1), answer.path("message"));
    }
  }

  /** What the following lines want, and a person would copy from the answer. */
  private void learn(String method, JsonNode message) throws Exception {
    switch (method) {
      case "bridge.get_bridge_connect_link" -> {
        known.put("request", message.path("request").asText());
        Browser browser = new Browser();
        browser.open(browser.connect(URI.create(message.path("redirect_url").asText())));
      }
      case "bridge.get_bridge_item_id" -> known.put("item_id", message.path("item_id").asText());
      case "bridge.get_bank_accounts" ->
          known.put("account_id", message.path(0).path("id").asText());
      default -> {}
    }
  }

  private String typed(String line) throws IOException {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", preparation + line);
    shell.environment().putAll(known);
    return new String(shell.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static boolean isInstalled(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, tool)));
  }
}
