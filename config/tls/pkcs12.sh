#!/bin/sh
# Makes of a certificate chain and its key, both PEM, the PKCS#12 file that Payara and WildFly read (alias bankapi), and puts it in place at once.
#   export BANKAPI_TLS_PASSWORD=…
#   pkcs12.sh fullchain.pem privkey.pem /etc/bank-api/tls.p12
#   chown payara /etc/bank-api/tls.p12       # once, whoever the server runs as: renewals keep it
# Run it again after each renewal, then tell the server: see https.cli and https.asadmin.
set -eu
umask 077
[ $# -eq 3 ] || { sed -n '2,6s/^# //p' "$0" >&2; exit 2; }
: "${BANKAPI_TLS_PASSWORD:?}"
new=$(mktemp "$3.XXXXXX")
trap 'rm -f "$new"' EXIT
openssl pkcs12 -export -in "$1" -inkey "$2" -name bankapi -out "$new" -passout env:BANKAPI_TLS_PASSWORD
# its owner and rights stay as they are, so that the server can still read it
if [ -e "$3" ]; then
  chown --reference="$3" "$new"
  chmod --reference="$3" "$new"
fi
mv -f "$new" "$3"
