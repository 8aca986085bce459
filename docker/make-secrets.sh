#!/usr/bin/env bash
# Makes every secret that the compose files name, and certificates for TLS: docker/make-secrets.sh one-node|cluster [folder]
# Run it once, as root, so that each file can belong to the user who reads it. It replaces nothing.
set -euo pipefail
umask 077

kind=${1:-} folder=${2:-$(dirname "$0")/secrets}
case "$kind" in
  one-node) nodes=(event-store) url='esdb://admin:%s@event-store:2113' ;;
  cluster) nodes=(node1 node2 node3) url='esdb://admin:%s@node1:2113,node2:2113,node3:2113' ;;
  *) echo "Say which: $0 one-node|cluster [folder]" >&2; exit 1 ;;
esac
[ ! -e "$folder" ] || { echo "$folder is already there, and nothing is replaced. Name another folder." >&2; exit 1; }
mkdir -p "$folder" && cd "$folder"

random() { openssl rand -hex 24; }

# An authority of our own; its key is needed again only for new certificates: keep it elsewhere.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=Homeward CA' \
  -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
  -keyout ca.key -out ca.crt 2>/dev/null

# Every node of a cluster has the same common name, by which they know each other, and shows its certificate as a client too.
certificate() { # file, common name, host
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$2" -keyout "$1.key" -out "$1.csr" 2>/dev/null
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 825 -out "$1.crt" 2>/dev/null -extfile <(
    printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\n'
    printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\n' "$3"
  )
  rm "$1.csr"
}
for node in "${nodes[@]}"; do certificate "$node" eventstoredb-node "$node"; done
certificate postgres postgres postgres
rm -f ca.srl

admin=$(random)
printf 'KURRENTDB_DEFAULT_ADMIN_PASSWORD=%s\nKURRENTDB_DEFAULT_OPS_PASSWORD=%s\n' "$admin" "$(random)" > event-store.env
printf "$url?tls=true&tlsCAFile=/run/secrets/ca.crt\n" "$admin" > eventstore-url

random > postgres-superuser
for program in api projector auditor reporter migrate; do
  random > "postgres-$program"
  login="${program}_login"
  [ "$program" != migrate ] || login=homeward_migrate
  printf 'postgres://%s:%s@postgres:5432/homeward?sslmode=verify-full&sslrootcert=/run/secrets/ca.crt\n' \
    "$login" "$(cat "postgres-$program")" > "database-url-$program"
done

openssl rand 32 > kek
openssl rand -base64 32 > consistency-key

# In the images: Homeward runs as 1000, KurrentDB as 1000, PostgreSQL as 999. A certificate is no secret.
chmod 644 ./*.crt && chmod 755 .
if [ "$(id -u)" = 0 ]; then
  chown 1000:1000 eventstore-url database-url-* kek consistency-key
  for node in "${nodes[@]}"; do chown 1000:1000 "$node.key"; done
  chown 999:999 postgres.key postgres-*
fi
echo "Made in $folder. Move ca.key elsewhere. Keep a copy of kek in another place: without it no personal data can be read."
