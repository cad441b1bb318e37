import { PasswordChange, Session } from '../../contract/access.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import { type Api, jsonResponses, NoQuery } from '../../http/api.ts'
import { findPasswordFault } from '../../privacy/password-policy.ts'
import { hashPassword } from '../../privacy/passwords.ts'
import { enter } from './enter.ts'
import { refuseKeys } from './refuse-keys.ts'
import type { SessionDeps } from './session-deps.ts'
import { accountHasNoPassword, passwordRefused, wrongPassword } from './sessions.errors.ts'
import { getOwnSession } from './sessions.queries.ts'
import { tryPassword } from './try-password.ts'

/** The change of one's own password, which is open also to who has to change it. */
export function passwordRoutes(app: Api, deps: SessionDeps): void {
  app.put(
    '/api/v1/session/password',
    {
      config: { permission: 'signed-in', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        operationId: 'changePassword',
        summary: 'Changes the own password: all sessions end, the caller goes on in a fresh one',
        tags: ['session'],
        querystring: NoQuery,
        body: PasswordChange,
        response: jsonResponses(Session),
      },
    },
    async (request, reply) => {
      refuseKeys(request)
      const database = deps.actFor(request)
      const session = await getOwnSession(database)
      await assertUsable(session, request.body)
      await assertKnown(database, deps.gate, session, request.body.old, request.ip)
      const hash = await hashPassword(request.body.new)
      await runQuery(database, sql`SELECT set_password(${session.accountId}, ${hash}, false)`)
      const { accountId } = session
      return enter(request, reply, deps, { accountId, how: 'password-change' })
    },
  )
}

/** Before the old one is looked at: a new one that is refused is no failed attempt. */
async function assertUsable(session: Session, input: PasswordChange): Promise<void> {
  const { passwordMinimumLength: minimumLength, name, displayName } = session
  if (input.new === input.old) throw passwordRefused('unchanged', minimumLength)
  const names = [name, displayName]
  const fault = await findPasswordFault(input.new, { minimumLength, names })
  if (fault) throw passwordRefused(fault, minimumLength)
}

/** Under the same brake as signing in: a session left open is no place to guess. */
async function assertKnown(
  database: Database,
  gate: Database,
  { accountId, name }: Session,
  password: string,
  address: string,
): Promise<void> {
  const [own] = await runQuery<{ hash: string | null }>(
    database,
    sql`SELECT find_own_password_hash() AS hash`,
  )
  if (!own?.hash) throw accountHasNoPassword()
  const opened = await tryPassword(gate, { name, password, address })
  if (opened !== accountId) throw wrongPassword()
}
