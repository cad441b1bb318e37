import Ajv2020 from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, type TestApp } from '../helpers/test-app.ts'

interface Operation {
  operationId: string
  summary: string
  tags: string[]
}
interface OpenApi {
  openapi: string
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
}
/** A schema of the document and where it stands. */
interface PlacedSchema {
  place: string
  schema: object
}

let database: TestDatabase
let app: TestApp
let document: OpenApi

beforeAll(async () => {
  database = await createTestDatabase('empty')
  app = await openTestApp(database)
  document = (await app.injectBare('/openapi.json')).json()
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

describe('the description of the API', () => {
  test('is OpenAPI 3.1, each of its schemas one of JSON Schema 2020-12', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    const schemas = listSchemas(document)
    expect(schemas.length).toBeGreaterThan(200)
    const faults = schemas.flatMap(({ place, schema }) => findFault(place, schema))
    expect(faults).toEqual([])
  })

  test('writes positions as tuples that take nothing more', () => {
    const tuples = listTuples(document)
    expect(tuples.length).toBeGreaterThan(5)
    const position = { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }] }
    expect(tuples).toContainEqual(expect.objectContaining({ ...position, items: false }))
    const check = ajv.compile(tuples.find(isPair) ?? false)
    expect([check([118.7, 36.9]), check([118.7]), check([118.7, 36.9, 0])]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('names each operation once, in a sentence, under a tag that is explained', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(operations.filter(({ summary }) => !summary)).toEqual([])
    const used = new Set(operations.flatMap(({ tags }) => tags))
    expect([...used].sort()).toEqual(document.tags.map(({ name }) => name).sort())
  })
})

/** Strict: an unknown keyword, one of another draft, or one that cannot take effect is a fault. */
const ajv = new Ajv2020({ strict: true, validateFormats: false })

function findFault(place: string, schema: object): string[] {
  try {
    ajv.compile(schema)
    return []
  } catch (error) {
    return [`${place}: ${(error as Error).message}`]
  }
}

/** What stands under a key `schema`, and the shared ones. */
function listSchemas(node: unknown, place = '#'): PlacedSchema[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => {
    const here = `${place}/${key}`
    if (key === 'schema') return [{ place: here, schema: value }]
    if (key === 'schemas') return Object.values(value).map((schema) => ({ place: here, schema }))
    return listSchemas(value, here)
  }) as PlacedSchema[]
}

function listTuples(node: unknown): { prefixItems: unknown[] }[] {
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.values(node).flatMap(listTuples)
  return 'prefixItems' in node ? [node as { prefixItems: unknown[] }, ...inner] : inner
}

const isPair = ({ prefixItems }: { prefixItems: unknown[] }) => prefixItems.length === 2
