import {
  Account,
  AccountChange,
  AccountPage,
  AccountQuery,
  CreatedAccount,
  NewAccount,
  TemporaryPassword,
} from '../../contract/accounts.ts'
import type { Database } from '../../db/database.ts'
import { type Api, type ApiDeps, IdParams, jsonResponses, NoQuery } from '../../http/api.ts'
import { readRevision, sendRevision, staleRevision } from '../../http/revision.ts'
import { createTemporaryPassword } from '../../privacy/password-policy.ts'
import { hashPassword } from '../../privacy/passwords.ts'
import { getAccessSettings } from './access-settings.queries.ts'
import { accountNotFound } from './accounts.errors.ts'
import {
  findAccount,
  insertAccount,
  listAccounts,
  setDisabled,
  setTemporaryPassword,
  updateAccount,
} from './accounts.queries.ts'

/** Keeping accounts: for administrators. */
export function accountRoutes(app: Api, deps: ApiDeps): void {
  readRoutes(app, deps)
  writeRoutes(app, deps)
  actRoutes(app, deps)
}

function readRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/accounts',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'listAccounts',
        summary: 'Accounts by name',
        tags: ['accounts'],
        querystring: AccountQuery,
        response: jsonResponses(AccountPage),
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store')
      return listAccounts(actFor(request), request.query)
    },
  )
  app.get(
    '/api/v1/accounts/:id',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'getAccount',
        summary: 'One account; its entity tag is what a change is based on',
        tags: ['accounts'],
        params: IdParams,
        querystring: NoQuery,
        response: jsonResponses(Account),
      },
    },
    async (request, reply) => {
      const account = await getAccount(actFor(request), request.params.id)
      sendRevision(reply, account.revision)
      return account
    },
  )
}

function writeRoutes(app: Api, { actFor }: ApiDeps): void {
  app.post(
    '/api/v1/accounts',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'createAccount',
        summary: 'Makes an account; tells its temporary password, this once',
        tags: ['accounts'],
        querystring: NoQuery,
        body: NewAccount,
        response: jsonResponses(CreatedAccount),
      },
    },
    async (request, reply) => {
      const database = actFor(request)
      const needsPassword = request.body.singleSignOn === null
      const password = needsPassword ? await newTemporaryPassword(database) : null
      const passwordHash = password && (await hashPassword(password))
      const id = await insertAccount(database, { ...request.body, passwordHash })
      const account = await getAccount(database, id)
      sendRevision(reply, account.revision)
      return { account, temporaryPassword: password }
    },
  )
  app.put(
    '/api/v1/accounts/:id',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'updateAccount',
        summary: 'Changes an account as it was read (If-Match); less rights end its sessions',
        tags: ['accounts'],
        params: IdParams,
        querystring: NoQuery,
        body: AccountChange,
        response: jsonResponses(Account),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const database = actFor(request)
      const isDone = await updateAccount(database, id, readRevision(request), request.body)
      const account = await getAccount(database, id)
      if (!isDone) throw staleRevision()
      sendRevision(reply, account.revision)
      return account
    },
  )
}

/** Single acts, each its own address, which are done or not whatever else was changed. */
function actRoutes(app: Api, { actFor }: ApiDeps): void {
  for (const [act, summary, isDisabled] of [
    ['disable', 'Closes an account: its sessions end, its keys open nothing', true],
    ['enable', 'Opens an account that was closed', false],
  ] as const) {
    app.post(
      `/api/v1/accounts/:id/${act}`,
      {
        config: { permission: 'account.manage' },
        schema: {
          operationId: `${act}Account`,
          summary,
          tags: ['accounts'],
          params: IdParams,
          querystring: NoQuery,
          response: jsonResponses(Account),
        },
      },
      async (request, reply) => {
        const database = actFor(request)
        await setDisabled(database, request.params.id, isDisabled)
        const account = await getAccount(database, request.params.id)
        sendRevision(reply, account.revision)
        return account
      },
    )
  }
  app.post(
    '/api/v1/accounts/:id/temporary-password',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'setTemporaryPassword',
        summary: 'A new password, told this once, that has to be changed at the next sign-in',
        tags: ['accounts'],
        params: IdParams,
        querystring: NoQuery,
        response: jsonResponses(TemporaryPassword),
      },
    },
    async (request, reply) => {
      const database = actFor(request)
      const { id } = await getAccount(database, request.params.id)
      const temporaryPassword = await newTemporaryPassword(database)
      await setTemporaryPassword(database, id, await hashPassword(temporaryPassword))
      reply.header('cache-control', 'no-store')
      return { temporaryPassword }
    },
  )
}

async function newTemporaryPassword(database: Database): Promise<string> {
  const { passwordMinimumLength } = await getAccessSettings(database)
  return createTemporaryPassword(passwordMinimumLength)
}

async function getAccount(database: Database, id: number): Promise<Account> {
  const account = await findAccount(database, id)
  if (!account) throw accountNotFound(id)
  return account
}
