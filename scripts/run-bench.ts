import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openBenchContext } from './bench/bench-context.ts'
import { type Figure, formatFigures, meetsTarget, ratioOf } from './bench/figure.ts'
import { measureAreas } from './bench/measure-areas.ts'
import { measureAuthorisation } from './bench/measure-authorisation.ts'
import { measureBuildingHouseholds } from './bench/measure-building-households.ts'
import { measureCityGeneration } from './bench/measure-city-generation.ts'
import { measureFirstView } from './bench/measure-first-view.ts'
import { measureFrames } from './bench/measure-frames.ts'
import { measureRoster } from './bench/measure-roster.ts'
import { measureSearch } from './bench/measure-search.ts'
import { measureVectorTiles } from './bench/measure-vector-tiles.ts'
import { runWithArguments } from './run-command.ts'

const cases = {
  generation: measureCityGeneration,
  tiles: measureVectorTiles,
  areas: measureAreas,
  households: measureBuildingHouseholds,
  search: measureSearch,
  authorisation: measureAuthorisation,
  roster: measureRoster,
  'first-view': measureFirstView,
  frames: measureFrames,
}

const help = `npm run bench [-- --only ${Object.keys(cases).join(',')}] [--seconds N]

Measures the product against floors taken in the same run and prints a table;
the figures are also written to .data/bench/figures.json.
Exit code 1 when a target is missed.`

const options = {
  only: { type: 'string' },
  seconds: { type: 'string', default: '5' },
} as const

await runWithArguments(help, { options }, async ({ values }) => {
  process.exitCode = await runBench(values.only?.split(','), Number(values.seconds))
})

async function runBench(only: string[] | undefined, seconds: number): Promise<number> {
  const chosen = Object.entries(cases).filter(([name]) => !only || only.includes(name))
  const context = await openBenchContext({ seconds, onProgress: (line) => console.error(line) })
  const figures: Figure[] = []
  try {
    for (const [name, measure] of chosen) {
      console.error(`measuring ${name} …`)
      figures.push(...(await measure(context)))
    }
  } finally {
    await context.close()
  }
  console.log(formatFigures(figures))
  await saveFigures(context.outputFolder, figures)
  return figures.some((figure) => meetsTarget(figure) === false) ? 1 : 0
}

async function saveFigures(folder: string, figures: readonly Figure[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const rows = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) }))
  const path = join(folder, 'figures.json')
  await writeFile(path, `${JSON.stringify({ measuredAt: new Date(), figures: rows }, null, 2)}\n`)
  console.error(`written to ${path}`)
}
