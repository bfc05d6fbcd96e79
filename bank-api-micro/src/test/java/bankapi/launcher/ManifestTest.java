package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import fish.payara.micro.PayaraMicro;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;

/** The jar must open the JDK to Payara Micro exactly as Micro's own jar does. */
class ManifestTest {

  @Test
  void whatMicroOpensOurJarOpens() throws Exception {
    URL self = PayaraMicro.class.getResource("PayaraMicro.class");
    Attributes micro = ((JarURLConnection) self.openConnection()).getManifest().getMainAttributes();
    String pom = Files.readString(Path.of("pom.xml"));
    for (String name : new String[] {"Add-Exports", "Add-Opens"}) {
      assertThat(pom).contains("<" + name + ">" + micro.getValue(name) + "</" + name + ">");
    }
  }

  @Test
  void anOldJavaCanLoadTheEntrance() throws Exception {
    try (InputStream code = Main.class.getResourceAsStream("Main.class")) {
      assertThat(code.readNBytes(8)[7]).as("class file version 52: Java 8").isEqualTo((byte) 52);
    }
    assertThat(Main.feature("1.8")).isEqualTo(8);
    assertThat(Main.feature("17")).isEqualTo(17);
  }
}
