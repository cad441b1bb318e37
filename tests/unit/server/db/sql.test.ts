import { describe, expect, test } from 'vitest'
import { joinSql, sql } from '../../../../server/db/sql.ts'

describe('the sql tag', () => {
  test('turns each value into a numbered parameter', () => {
    const query = sql`SELECT name FROM grid WHERE grid_id = ${7} AND code = ${"0'7"}`
    expect(query.text).toBe('SELECT name FROM grid WHERE grid_id = $1 AND code = $2')
    expect(query.values).toEqual([7, "0'7"])
  })

  test('numbers the parameters of nested fragments in order of appearance', () => {
    const condition = sql`code = ${'a'} OR code = ${'b'}`
    const query = sql`SELECT ${1} WHERE (${condition}) LIMIT ${10}`
    expect(query.text).toBe('SELECT $1 WHERE (code = $2 OR code = $3) LIMIT $4')
    expect(query.values).toEqual([1, 'a', 'b', 10])
  })

  test('lets one fragment appear in several statements', () => {
    const condition = sql`code = ${'a'}`
    expect(sql`${1} ${condition}`.text).toBe('$1 code = $2')
    expect(sql`${condition} ${1}`.text).toBe('code = $1 $2')
  })

  test('keeps a value that looks like a parameter a value', () => {
    const query = sql`SELECT ${'$1'}, ${sql`${'$2'}`}`
    expect(query.text).toBe('SELECT $1, $2')
    expect(query.values).toEqual(['$1', '$2'])
  })

  test('reads the same in a copy that keeps the prototype, which is what pg makes of it', () => {
    const query = sql`SELECT ${1}`
    const copy = Object.create(
      Object.getPrototypeOf(query),
      Object.getOwnPropertyDescriptors(query),
    ) as typeof query
    expect([copy.text, copy.values]).toEqual(['SELECT $1', [1]])
  })

  test('joins fragments by a separator', () => {
    const query = sql`WHERE ${joinSql([sql`a = ${1}`, sql`b = ${2}`, sql`c`], sql` AND `)}`
    expect(query.text).toBe('WHERE a = $1 AND b = $2 AND c')
    expect(query.values).toEqual([1, 2])
  })

  test('joins nothing to nothing', () => {
    expect(joinSql([], sql` AND `)).toMatchObject({ text: '', values: [] })
  })
})
