/** The length of a lease; so long may a process be silent before another takes its place. */
export const LEASE_MS = 10_000;

const OPTIONS = Object.entries({
  idle_in_transaction_session_timeout: LEASE_MS,
  tcp_keepalives_idle: 4,
  tcp_keepalives_interval: 2,
  tcp_keepalives_count: 3,
  tcp_user_timeout: LEASE_MS,
});

/**
 * The address of the database, with options by which it ends a session, and with it the locks that others wait for, whose process is cut
 * off, or falls silent within a transaction, for as long as a lease lasts.
 */
export function endingWhenSilent(url: string): string {
  const [address = '', query] = url.split('?');
  const parameters = new URLSearchParams(query);
  const given = parameters.get('options');
  const all = [...(given === null ? [] : [given]), ...OPTIONS.map(([name, value]) => `-c ${name}=${value}`)];
  parameters.set('options', all.join(' '));
  return `${address}?${parameters.toString()}`;
}
