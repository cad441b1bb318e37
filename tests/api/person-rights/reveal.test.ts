import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openRightsDesk, type RightsDesk, reason } from './rights-desk.ts'

let desk: RightsDesk

beforeAll(async () => {
  desk = await openRightsDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

const reveal = (id: number) =>
  desk.send('POST', `${id}/reveal`, { fields: ['name'], purpose: reason })

describe('a field in clear', () => {
  test('leaves the database only when it has been written down that it does', async () => {
    const { pool } = desk.database
    await pool.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'The disk of the audit is full.'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse()`)
    try {
      const answer = await reveal(1)
      expect(answer.statusCode).toBe(500)
      expect(answer.body).not.toContain('王小明')
    } finally {
      await pool.query('DROP TRIGGER refuse ON audit_entry; DROP FUNCTION refuse()')
    }
    const answer = await reveal(1)
    expect(answer.json()).toMatchObject({ name: '王小明' })
    const { rows } = await pool.query(
      `SELECT purpose FROM audit_entry WHERE action = 'person.reveal' AND subject_id = 1`,
    )
    expect(rows).toEqual([{ purpose: reason }])
  })

  test('is not had more often in an hour than the settings allow', async () => {
    await desk.database.pool.query(`
      UPDATE access_setting SET reveals_per_hour = 2 +
        (SELECT count(*) FROM audit_entry WHERE action = 'person.reveal')`)
    expect((await reveal(1)).statusCode).toBe(200)
    expect((await reveal(2)).statusCode).toBe(200)
    const refused = await reveal(1)
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.body).not.toContain('王小明')
  })
})
