package bankapi.acceptance.server;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.util.EnumSet;

/**
 * An LDAP directory of the shape that the operators' scripts expect: people below {@code
 * ou=people}, groups with their members below {@code ou=groups}. Only who binds may search.
 */
public final class Directory {
  /** Is in the group {@code bankapi-operator}. */
  public static final String OPERATOR = "lena";

  /** Is in another group. */
  public static final String STAFF = "linus";

  /** Everybody's. */
  public static final String PASSWORD = "0perator-of-the-directory";

  static final String BIND_PASSWORD = "bind-of-the-tests";

  private final InMemoryDirectoryServer server;

  /** Runs when this returns. */
  public Directory() {
    try {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
      config.setListenerConfigs(
          InMemoryListenerConfig.createLDAPConfig(
              "ldap", InetAddress.getLoopbackAddress(), 0, null));
      config.setAuthenticationRequiredOperationTypes(
          EnumSet.complementOf(EnumSet.of(OperationType.BIND, OperationType.UNBIND)));
      server = new InMemoryDirectoryServer(config);
      add("dc=example,dc=com", "objectClass: domain", "dc: example");
      add("cn=bankapi,dc=example,dc=com", person("bankapi", BIND_PASSWORD));
      for (String unit : new String[] {"people", "groups"}) {
        add("ou=" + unit + ",dc=example,dc=com", "objectClass: organizationalUnit", "ou: " + unit);
      }
      member(OPERATOR, "bankapi-operator");
      member(STAFF, "staff");
      server.startListening();
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it listens. */
  String url() {
    return "ldap://127.0.0.1:" + server.getListenPort();
  }

  public void close() {
    server.shutDown(true);
  }

  private void member(String name, String group) throws LDAPException {
    String dn = "uid=" + name + ",ou=people,dc=example,dc=com";
    add(dn, person(name, PASSWORD));
    add(
        "cn=" + group + ",ou=groups,dc=example,dc=com",
        "objectClass: groupOfNames",
        "cn: " + group,
        "member: " + dn);
  }

  private static String[] person(String name, String password) {
    return new String[] {
      "objectClass: inetOrgPerson",
      "uid: " + name,
      "cn: " + name,
      "sn: " + name,
      "userPassword: " + password
    };
  }

  private void add(String dn, String... attributes) throws LDAPException {
    String[] entry = new String[attributes.length + 1];
    entry[0] = "dn: " + dn;
    System.arraycopy(attributes, 0, entry, 1, attributes.length);
    try {
      server.add(entry);
    } catch (LDIFException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
