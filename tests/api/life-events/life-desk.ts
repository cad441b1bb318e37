import { expect } from 'vitest'
import { type MovingDesk, openMovingDesk, type Recorded } from '../moving/moving-desk.ts'

/** A desk at which lives and households change, and what is read there afterwards. */
export interface LifeDesk extends MovingDesk {
  /** Records an act; gives `done`, or the code of the problem. */
  code(path: string, body?: object): Promise<string>
  /** The masked record of one person. */
  person(id: number): Promise<Record<string, unknown>>
  /** The members of a household, each with the relation to the head, by key. */
  relations(householdId: number): Promise<unknown[]>
  /** Takes a recorded act back, and sees that nothing is left of it but its history. */
  undoesTo(before: unknown, recorded: Recorded): Promise<void>
}

export const toMembers = (members: [number, string][]) =>
  members.map(([personId, relationToHead]) => ({ personId, relationToHead }))

export async function openLifeDesk(): Promise<LifeDesk> {
  const desk = await openMovingDesk()
  return {
    ...desk,
    code: async (path, body) => (await desk.record(path, body)).code,
    person: async (id) => (await desk.app.inject(`/api/v1/persons/${id}`)).json(),
    async relations(householdId) {
      const { rows } = await desk.database.pool.query(
        'SELECT person_id, relation_to_head FROM person WHERE household_id = $1 ORDER BY 1',
        [householdId],
      )
      return rows.map(Object.values)
    },
    async undoesTo(before, { code, lifeEventId }) {
      expect(code).toBe('done')
      expect(await desk.state()).not.toEqual(before)
      expect(await desk.undo(lifeEventId)).toBe('done')
      expect(await desk.state()).toEqual(before)
    },
  }
}
