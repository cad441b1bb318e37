import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { SetupError } from './setup-error.ts'

const { escapeIdentifier, escapeLiteral } = pg

/** Any number: two processes that start at once on one database set it up one after the other. */
const SETUP_LOCK = 390783_30
const MOST_ATTEMPTS = 20

/**
 * The login that the server uses: a role that owns nothing and may only ask who somebody is, then
 * step into what that person may do. It is set up by the owner of the database where needed.
 *
 * @param ownerUrl of the role that owns the schema; migrations must have run
 * @returns the connection string of the application's role
 * @throws SetupError where the owner may not create it
 */
export async function ensureApplicationRole(ownerUrl: string): Promise<string> {
  const { name, password, url } = toApplicationLogin(ownerUrl)
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [SETUP_LOCK])
    await owner.query('GRANT SELECT ON schema_migration TO digital_community_gate')
    if (!(await canLogIn(url))) await createLogin(owner, name, password)
    await closeToOthers(owner, name)
  } catch (error) {
    throw toRoleError(error, name)
  } finally {
    await owner.end()
  }
  return url
}

/**
 * Name and password of the application's role. The password is derived from the owner's, so that
 * several servers on one database agree on it and nothing more has to be kept secret.
 *
 * @throws SetupError where the owner logs in without a password
 */
export function toApplicationLogin(ownerUrl: string): {
  name: string
  password: string
  url: string
} {
  const url = new URL(ownerUrl)
  const owner = decodeURIComponent(url.username)
  const ownerPassword = decodeURIComponent(url.password)
  if (!owner || !ownerPassword) {
    throw new SetupError(
      'DATABASE_URL has no user or no password, from which the password of the application role is made: give the owner of the database a password and write it there, or name a role of your own in APPLICATION_DATABASE_URL.',
    )
  }
  const name = `${owner}_app`
  const password = createHmac('sha256', ownerPassword)
    .update('digital-community application role')
    .digest('base64url')
  url.username = encodeURIComponent(name)
  url.password = password
  return { name, password, url: url.href }
}

async function canLogIn(url: string): Promise<boolean> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query(
      `SELECT pg_has_role('digital_community_gate', 'MEMBER') AS "isMember"`,
    )
    return rows[0].isMember
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The role is shared by all databases of the server, and a lock holds in one of them only. */
async function createLogin(owner: pg.Client, name: string, password: string): Promise<void> {
  for (let left = MOST_ATTEMPTS; ; left -= 1) {
    try {
      const { rows } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [name])
      await owner.query(
        `${rows.length > 0 ? 'ALTER' : 'CREATE'} ROLE ${escapeIdentifier(name)}
         LOGIN INHERIT NOCREATEDB NOCREATEROLE PASSWORD ${escapeLiteral(password)}`,
      )
      await owner.query(`GRANT digital_community_gate TO ${escapeIdentifier(name)}`)
      return
    } catch (error) {
      if (left <= 1 || !hasMet(error)) throw error
      // Those who have met do not meet again at once.
      await sleep(Math.random() * 400)
    }
  }
}

/** Duplicate role or membership, or "tuple concurrently updated", which has no code of its own. */
function hasMet(error: unknown): boolean {
  const { code, message } = error as pg.DatabaseError
  return ['42710', '23505'].includes(code ?? '') || /concurrently updated/.test(message)
}

/** Roles are shared by all databases of a server; this one is for its owner and its application. */
async function closeToOthers(owner: pg.Client, name: string): Promise<void> {
  const { rows } = await owner.query<{ database: string; isDone: boolean }>(
    `SELECT current_database() AS database,
       has_database_privilege($1, current_database(), 'CONNECT') AND NOT EXISTS (
         SELECT FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) AS acl
         WHERE datname = current_database() AND acl.grantee = 0
           AND acl.privilege_type = 'CONNECT') AS "isDone"`,
    [name],
  )
  if (!rows[0] || rows[0].isDone) return
  const database = escapeIdentifier(rows[0].database)
  await owner.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC`)
  await owner.query(`GRANT CONNECT ON DATABASE ${database} TO ${escapeIdentifier(name)}`)
}

function toRoleError(error: unknown, name: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  if (code !== '42501') return error
  return new SetupError(
    `The owner of the database may not set up the role ${name} (${message}): run "CREATE ROLE ${name} LOGIN PASSWORD '…' IN ROLE digital_community_gate" as a superuser and name it in APPLICATION_DATABASE_URL.`,
  )
}
