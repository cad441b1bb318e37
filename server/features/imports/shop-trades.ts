import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import { toHeaderKey } from './column-names.ts'

/** Codes of trades by their code and their names in both languages. */
export async function loadTrades(database: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await runQuery<{ trade: string; zh: string; en: string }>(
    database,
    sql`SELECT trade, name_zh AS zh, name_en AS en FROM shop_trade`,
  )
  return new Map(
    rows.flatMap(({ trade, zh, en }) =>
      [trade, zh, en].map((word): [string, string] => [toHeaderKey(word), trade]),
    ),
  )
}
