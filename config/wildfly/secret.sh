#!/bin/sh
# Puts a secret into WildFly's own vault: encrypted with the key of a credential store, standalone.xml then holds only ${ENC::bankapi:…}.
# The secret is read from the standard input, so that it stands on no command line. The server is not running; it reads the change at its start.
# Run it as the server's user (sudo -u wildfly …): the files it writes must stay that user's.
#   export JBOSS_HOME=/opt/wildfly
#   secret.sh setting bankapi.bridge.client-secret < file     as a system property, where the gateway finds it
#   secret.sh database < file                                 as the password of the data source bankapi
#   secret.sh tls < file                                      as the password of the certificate's file, after https.cli
#   secret.sh expression < file                               only prints the expression, for any other place
# The same command with a new secret replaces the old one. Undo: /system-property=NAME:remove.
# The key lies in standalone/configuration/bankapi.cs: only the server's user may read it, and it belongs into the backup.
set -eu
umask 077
usage() { sed -n '2,11s/^# //p' "$0" >&2; exit 2; }
case "${1:-}:$#" in setting:2 | database:1 | tls:1 | expression:1) ;; *) usage ;; esac
commands=$(mktemp)
trap 'rm -f "$commands"' EXIT
cli() { "$JBOSS_HOME/bin/jboss-cli.sh" --no-color-output --file="$commands"; }

secret=$(cat)
[ -n "$secret" ] || { echo "The secret on the standard input is empty." >&2; exit 1; }
quoted=$(printf '%s' "$secret" | sed 's/[\\"$]/\\&/g')
cat >"$commands" <<CLI
embed-server --server-config=standalone.xml
if (outcome != success) of /subsystem=elytron/secret-key-credential-store=bankapi:read-resource
  /subsystem=elytron/secret-key-credential-store=bankapi:add(relative-to=jboss.server.config.dir, path=bankapi.cs, key-size=256)
end-if
if (outcome != success) of /subsystem=elytron/expression=encryption:read-resource
  /subsystem=elytron/expression=encryption:add(resolvers=[{name=bankapi, credential-store=bankapi, secret-key=key}])
end-if
/subsystem=elytron/expression=encryption:create-expression(resolver=bankapi, clear-text="$quoted")
stop-embedded-server
CLI
said=$(cli) || { echo "WildFly did not encrypt it." >&2; exit 1; }
expression=$(printf '%s\n' "$said" | sed -n 's/.*"\(${ENC::bankapi:[^"]*}\)".*/\1/p')
[ -n "$expression" ] || { echo "WildFly did not encrypt it." >&2; exit 1; }

case $1 in
expression)
  printf '%s\n' "$expression"
  exit
  ;;
database) change="/subsystem=datasources/data-source=bankapi:write-attribute(name=password, value=\"$expression\")" ;;
tls)
  change="/subsystem=elytron/key-store=bankapi:write-attribute(name=credential-reference.clear-text, value=\"$expression\")
/subsystem=elytron/key-manager=bankapi:write-attribute(name=credential-reference.clear-text, value=\"$expression\")"
  ;;
setting)
  change="if (outcome != success) of /system-property=$2:read-resource
  /system-property=$2:add(value=\"$expression\")
else
  /system-property=$2:write-attribute(name=value, value=\"$expression\")
end-if"
  ;;
esac
printf 'embed-server --server-config=standalone.xml\n%s\nstop-embedded-server\n' "$change" >"$commands"
cli >/dev/null || { echo "WildFly refused: $change" >&2; exit 1; }
