import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/**
 * A login for each process, with a new password at every start, in the group role that the migrations made for it:
 * so the api cannot write read models in standalone mode either. Answers each one's connection URL.
 */
export async function makeLogins<Name extends string>(
  superuserUrl: string,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const urls: [Name, string][] = [];
    for (const name of names) {
      const [login, group, password] = [`${name}_login`, `homeward_${name}`, randomBytes(24).toString('hex')];
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [login]);
      const [role, secret] = [client.escapeIdentifier(login), client.escapeLiteral(password)];
      await client.query(`${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${role} LOGIN PASSWORD ${secret}`);
      await client.query(`GRANT ${client.escapeIdentifier(group)} TO ${role}`);
      const url = new URL(superuserUrl);
      [url.username, url.password] = [login, password];
      urls.push([name, url.href]);
    }
    return Object.fromEntries(urls) as Record<Name, string>;
  } finally {
    await client.end();
  }
}
