import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OperationResult } from '../../../server/contract/visits.ts'
import { openVisitDesk, toOperation, type VisitDesk } from './visit-desk.ts'

let desk: VisitDesk

beforeAll(async () => {
  desk = await openVisitDesk()
})
afterAll(() => desk?.close())

/** Which of the visits each sending holds, and whether it goes beside the one before. */
const sendings = fc.array(
  fc.record({
    chosen: fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }),
    isBeside: fc.boolean(),
    /** Between two sendings the household may change. */
    act: fc.option(fc.constantFrom('move-out', 'undo'), { freq: 5 }),
  }),
  { minLength: 1, maxLength: 8 },
)

test('in whatever order, however often and at whatever moment visits are sent, each is recorded once and answered alike', async () => {
  await fc.assert(
    fc.asyncProperty(sendings, async (steps) => {
      await desk.begin()
      const operations = Array.from({ length: 5 }, (_, place) =>
        // The last one is never right.
        toOperation(place === 4 ? { outcome: 'refused' } : { isVerified: place % 2 === 0 }),
      )
      const answers = new Map<string, OperationResult[]>()
      const send = async (chosen: number[]) => {
        for (const result of await desk.send(chosen.map((place) => operations[place]!))) {
          answers.set(result.operationId, [...(answers.get(result.operationId) ?? []), result])
        }
      }
      const running: Promise<void>[] = []
      for (const { chosen, isBeside, act } of steps) {
        if (!isBeside) await Promise.all(running.splice(0))
        if (act === 'move-out') await desk.act(3, 'move-out')
        if (act === 'undo') await desk.undo(await desk.newest()).catch(() => undefined)
        running.push(send(chosen))
      }
      await Promise.all(running)

      for (const all of answers.values()) {
        for (const one of all) expect(one).toEqual(all[0])
      }
      const { rows } = await desk.database.pool.query(
        'SELECT operation_id AS id, count(*)::int AS times FROM visit GROUP BY 1',
      )
      const kept = [...answers].filter(([, [one]]) => one?.result !== 'refused')
      expect(new Map(rows.map(({ id, times }) => [id, times]))).toEqual(
        new Map(kept.map(([id]) => [id, 1])),
      )
    }),
    { numRuns: 8, seed: 20260302 },
  )
})
