import type { PoolClient } from 'pg'

/** A foreign key that was taken away, in the database's own words. */
export interface DroppedKey {
  table: string
  name: string
  definition: string
}

/**
 * Takes the foreign keys of tables away before they are filled: with them every row costs a look
 * into another table, while {@link addForeignKeys} checks all rows in one join. Both belong into
 * one transaction, so that nobody ever sees the tables without their keys.
 */
export async function dropForeignKeys(
  client: PoolClient,
  tables: readonly string[],
): Promise<DroppedKey[]> {
  const { rows } = await client.query<DroppedKey>(
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name,
       pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY ($1::text[]::regclass[])
     ORDER BY oid`,
    [tables],
  )
  for (const { table, name } of rows) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  }
  return rows
}

/** Gives the foreign keys back; fails where a row leads nowhere. */
export async function addForeignKeys(
  client: PoolClient,
  keys: readonly DroppedKey[],
): Promise<void> {
  for (const { table, name, definition } of keys) {
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`)
  }
}
