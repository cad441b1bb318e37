import { randomUUID } from 'node:crypto'
import type {
  OperationResult,
  Round,
  Visit,
  VisitOperation,
} from '../../../server/contract/visits.ts'
import { type LifeDesk, openLifeDesk } from '../life-events/life-desk.ts'

type Headers = Record<string, string>

/** The desk of moving (household 1: persons 1, 2, 3 in dwelling 101), from which rounds are walked. */
export interface VisitDesk extends Omit<LifeDesk, 'settle'> {
  /** Anew, as the desk of moving settles it. */
  begin(): Promise<void>
  /** Sends a batch; gives what became of each. */
  send(
    operations: readonly object[],
    headers?: Headers,
    accountId?: number,
  ): Promise<OperationResult[]>
  round(headers?: Headers): Promise<Round>
  /** Visits of a household, or the open ones. */
  visits(household?: number, headers?: Headers): Promise<Visit[]>
  /** Gives `done`, or the code of the problem. */
  settle(id: number, decision: string, headers?: Headers): Promise<string>
  /** Of everybody in a household: when and by whom the home was verified. */
  verified(household: number): Promise<unknown[]>
}

const seen = [
  { personId: 1, relationToHead: 'head' },
  { personId: 2, relationToHead: 'spouse' },
  { personId: 3, relationToHead: 'child' },
] as const

/** A visit to household 1, which is as the desk has settled it. */
export const toOperation = (changes: Partial<VisitOperation> = {}): VisitOperation => ({
  ...{ operationId: randomUUID(), householdId: 1, dwellingId: 101, outcome: 'met' as const },
  ...{ visitedAt: '2026-03-02T08:15:00Z', isVerified: true, notes: null },
  ...{ seen: [...seen], findings: [] },
  ...changes,
})

export async function openVisitDesk(): Promise<VisitDesk> {
  const desk = await openLifeDesk()
  const { app } = desk
  return {
    ...desk,
    begin: desk.settle,
    async send(operations, headers = {}, accountId) {
      const request = { method: 'POST', url: '/api/v1/visits/operations' } as const
      const answer = await app.inject({
        ...request,
        headers,
        payload: { operations, ...(accountId && { accountId }) },
      })
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return answer.json().results
    },
    round: async (headers = {}) =>
      (await app.inject({ url: '/api/v1/visits/round', headers })).json(),
    async visits(household, headers = {}) {
      const query = household === undefined ? 'open=true' : `household=${household}`
      return (await app.inject({ url: `/api/v1/visits?${query}`, headers })).json().items
    },
    async settle(id, decision, headers = {}) {
      const request = { method: 'POST', url: `/api/v1/visits/${id}/settle`, headers } as const
      const answer = await app.inject({ ...request, payload: { decision, reason: '电话核实' } })
      return answer.statusCode === 204 ? 'done' : answer.json().type.split('/').at(-1)
    },
    async verified(household) {
      const { rows } = await desk.database.pool.query(
        `SELECT person_id, verified_by, verified_on::text FROM residence
         WHERE household_id = $1 AND kind = 'lives' AND upper_inf(valid) ORDER BY 1`,
        [household],
      )
      return rows.map(Object.values)
    },
  }
}
