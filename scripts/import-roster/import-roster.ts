import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ImportBatch } from '../../server/contract/imports.ts'
import type { RosterKind, RosterMapping } from '../../server/contract/rosters.ts'
import { commandDatabase } from '../../server/db/acting.ts'
import type { Database } from '../../server/db/database.ts'
import { createCopyPool, type Pool } from '../../server/db/pool.ts'
import { SetupError } from '../../server/db/setup-error.ts'
import { checkRoster } from '../../server/features/imports/check-roster.ts'
import { endStep } from '../../server/features/imports/end-step.ts'
import { listMissingFields } from '../../server/features/imports/guess-mapping.ts'
import {
  beginImport,
  findImport,
  listMappings,
} from '../../server/features/imports/imports.queries.ts'
import { openRoster, type Roster } from '../../server/features/imports/open-roster.ts'
import { applyImport, beginStep } from '../../server/features/imports/write-import.ts'
import type { Sealer } from '../../server/privacy/sealing.ts'
import { openSheet } from '../../server/spreadsheets/open-sheet.ts'
import { UnreadableFile } from '../../server/spreadsheets/unreadable-file.ts'

export interface RosterImport {
  path: string
  kind: RosterKind
  /** Changes the registry; without it only the report is made. */
  apply: boolean
  sheet?: string | undefined
  /** Name of a remembered mapping; the columns are guessed without it. */
  mappingName?: string | undefined
  /** As of which day the file is true, YYYY-MM-DD. */
  happenedOn: string
}

/**
 * Checks a roster against the registry and applies it where that is wanted, as the owner of the
 * database.
 *
 * @throws SetupError where the file cannot be read, or says too little
 */
export async function importRoster(
  owner: Pool,
  sealer: Sealer,
  wanted: RosterImport,
): Promise<ImportBatch> {
  const database = commandDatabase(owner, 'import-roster')
  const copyPool = createCopyPool(owner)
  const file = await open(wanted.path).catch((error: NodeJS.ErrnoException) => {
    throw new SetupError(`${wanted.path} cannot be opened (${error.code}).`)
  })
  try {
    const roster = await openRoster(await openSheet(file, wanted.sheet), wanted.kind)
    const mapping = await chooseMapping(database, roster, wanted)
    const batchId = await beginImport(database, {
      ...{ kind: wanted.kind, fileName: basename(wanted.path), happenedOn: wanted.happenedOn },
      ...{ columns: roster.columns, mapping },
    })
    await finishOrEnd(database, batchId, async () => {
      const copying = commandDatabase(copyPool, 'import-roster')
      await checkRoster({ database, copying, sealer, roster, kind: wanted.kind, mapping, batchId })
      if (!wanted.apply) return
      await beginStep(database, batchId, 'applying', null)
      await applyImport(database, batchId)
    })
    return (await findImport(database, batchId)) as ImportBatch
  } catch (error) {
    throw error instanceof UnreadableFile ? new SetupError(error.message) : error
  } finally {
    await file.close()
    await copyPool.end()
  }
}

async function chooseMapping(
  database: Database,
  roster: Roster,
  { kind, mappingName }: RosterImport,
): Promise<RosterMapping> {
  const known = mappingName === undefined ? [] : await listMappings(database, kind)
  const named = known.find(({ name }) => name === mappingName)
  if (mappingName !== undefined && !named) {
    throw new SetupError(`No mapping of that name is remembered for this form: "${mappingName}".`)
  }
  const mapping = { ...roster.mapping, ...(named?.mapping as RosterMapping | undefined) }
  const [missing] = listMissingFields(mapping, kind)
  if (missing) {
    throw new SetupError(
      `No column of the file says ${missing.join(' or ')}: rename its header as in the blank file, or map it in the product. The columns are: ${roster.columns.join(', ')}.`,
    )
  }
  return mapping
}

async function finishOrEnd(
  database: Database,
  batchId: number,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    await endStep(database, batchId, error)
    throw error
  }
}
