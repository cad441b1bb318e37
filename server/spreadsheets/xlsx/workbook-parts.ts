import { posix } from 'node:path'
import type { Archive } from './archive.ts'
import { readWholeXml } from './xml-events.ts'

export interface SheetEntry {
  name: string
  /** Path in the archive. */
  path: string
  isHidden: boolean
}

/** The sheets of a workbook in their order, and whether its days count from 1904. */
export async function findSheets(
  archive: Archive,
): Promise<{ sheets: SheetEntry[]; is1904: boolean }> {
  const targets = new Map<string, string>()
  await readWholeXml(archive.source('xl/_rels/workbook.xml.rels'), {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id && Target) targets.set(Id, toPath(Target))
    },
  })
  const sheets: SheetEntry[] = []
  let is1904 = false
  await readWholeXml(archive.source('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const path = targets.get(findRelation(attributes) ?? '')
      // A sheet without cells (a chart) is none.
      if (!path?.includes('worksheets/')) return
      const isHidden = (attributes.state ?? 'visible') !== 'visible'
      sheets.push({ name: attributes.name ?? '', path, isHidden })
    },
  })
  return { sheets, is1904 }
}

/** `r:id`, under whatever prefix. */
const findRelation = (attributes: Record<string, string>) =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]

const toPath = (target: string) =>
  target.startsWith('/') ? target.slice(1) : posix.normalize(`xl/${target}`)
