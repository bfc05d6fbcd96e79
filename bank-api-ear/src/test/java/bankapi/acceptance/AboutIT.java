package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runs here says what it was made of, and each archive says the same. */
class AboutIT extends GatewayIT {

  private static final String VERSION =
      "WEB-INF/classes/bankapi/platform/boundary/version.properties";
  private static final String LIBRARIES = "WEB-INF/classes/bankapi/console/boundary/libraries.json";

  private final Deque<FileSystem> open = new ArrayDeque<>();
  private Path ear;
  private Path jar;
  private Path war;
  private JsonNode about;

  @BeforeEach
  void open() throws IOException {
    ear = opened(Path.of(System.getProperty("bankapi.test.ear")));
    jar = opened(Path.of(System.getProperty("bankapi.test.jar")));
    war = opened(jar.resolve("MICRO-INF/bank-api.war"));
    about =
        AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD).get("about").json();
  }

  @AfterEach
  void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void theGatewaySaysWhatEveryArchiveSays() throws IOException {
    Path web = opened(ear.resolve("bank-api-web.war"));
    Path micro =
        opened(Path.of(System.getProperty("bankapi.test.jar")).resolveSibling("bank-api.war"));
    for (String file : new String[] {VERSION, LIBRARIES}) {
      assertThat(Files.readString(war.resolve(file)))
          .as(file)
          .isEqualTo(Files.readString(web.resolve(file)))
          .isEqualTo(Files.readString(micro.resolve(file)));
    }
    Properties build = new Properties();
    build.load(new StringReader(Files.readString(war.resolve(VERSION))));
    assertThat(about.path("version").asText()).isEqualTo(build.getProperty("version"));
    JsonNode commit = about.path("commit");
    assertThat(commit.path("id").asText()).isEqualTo(build.getProperty("commit"));
    assertThat(commit.path("at").asText()).isEqualTo(build.getProperty("committed"));
    assertThat(commit.path("changed").asText()).isEqualTo(build.getProperty("changed"));
    assertThat(about.path("libraries"))
        .isEqualTo(new ObjectMapper().readTree(Files.readString(war.resolve(LIBRARIES))));
  }

  /** In the EAR files are named without versions, and in the jar Payara Micro lies unpacked. */
  @Test
  void allThatIsPackedIsListedAndNothingElse() throws IOException {
    Set<String> listed = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    Set<String> packed = new TreeSet<>();
    for (JsonNode library : about.path("libraries")) {
      String name = library.path("name").asText();
      String versioned = name + "-" + library.path("version").asText();
      assertThat(library.path("licences")).as(versioned).isNotEmpty();
      names.add(name);
      listed.add(versioned);
      if (name.equals("eclipselink") || name.equals("payara-micro")) {
        packed.add(versioned);
      }
    }
    packed.addAll(files(war.resolve("WEB-INF/lib")));
    packed.addAll(files(jar.resolve("MICRO-INF/lib")));
    for (String library : files(war.resolve("console/lib"))) {
      files(war.resolve("console/lib/" + library)).forEach(v -> packed.add(library + "-" + v));
    }
    assertThat(listed).isEqualTo(packed);
    assertThat(names).containsAll(files(ear.resolve("lib"))).contains("eclipselink");
  }

  private Path opened(Path archive) throws IOException {
    FileSystem files = FileSystems.newFileSystem(archive);
    open.push(files);
    return files.getPath("/");
  }

  /** The names of what lies there and is not our own, without their endings. */
  private static Set<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString().replaceAll("\\.jar$|/$", ""))
          .filter(name -> !name.startsWith("bank-api-"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
