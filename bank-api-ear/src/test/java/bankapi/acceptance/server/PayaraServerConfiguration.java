package bankapi.acceptance.server;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** What arquillian.xml says about Payara Server. */
public final class PayaraServerConfiguration implements ContainerConfiguration {
  private String home = "";
  private String script = "";

  /** The directory of one unpacked server that nobody else uses. */
  public String getHome() {
    return home;
  }

  public void setHome(String home) {
    this.home = home;
  }

  /** The asadmin commands that make its data source. */
  public String getScript() {
    return script;
  }

  public void setScript(String script) {
    this.script = script;
  }

  @Override
  public void validate() {
    if (home.isEmpty() || script.isEmpty()) {
      throw new IllegalArgumentException("home and script are needed");
    }
  }
}
