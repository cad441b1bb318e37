import type { BenchContext } from './bench-context.ts'
import { cityUrl, measureEmptyGlobe, openBenchPage, waitUntilSettled } from './bench-page.ts'
import type { Figure } from './figure.ts'

/** One frame of the whole city in the lean look, beside one of an empty globe. */
export async function measureFrames(context: BenchContext): Promise<Figure[]> {
  const floor = await measureEmptyGlobe(context)
  const { page, close } = await openBenchPage(context)
  try {
    await page.goto(cityUrl(context))
    await waitUntilSettled(page)
    const value = await page.evaluate(
      () => window.__digitalCommunity?.mapStore.getState().scene?.measureFrame() ?? 0,
    )
    return [
      {
        name: 'frame of the lean city (software drawing)',
        value,
        unit: 'ms',
        floor,
        floorName: 'empty globe',
        target: { atMost: 6 },
      },
    ]
  } finally {
    await close()
  }
}
