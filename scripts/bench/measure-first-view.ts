import type { CDPSession, Page } from 'playwright-core'
import type { BenchContext } from './bench-context.ts'
import { cityUrl, openBenchPage, waitUntilSettled } from './bench-page.ts'
import type { Figure } from './figure.ts'

interface Transfer {
  requests: number
  bytes: number
}

/** What the first sight of the whole city costs: bytes, requests, main thread, memory. */
export async function measureFirstView(context: BenchContext): Promise<Figure[]> {
  const { page, close } = await openBenchPage(context)
  try {
    const session = await page.context().newCDPSession(page)
    const transfer = await recordTransfer(session)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    await page.goto(cityUrl(context))
    await page.waitForFunction(
      () => window.__digitalCommunity?.mapStore.getState().scene !== undefined,
    )
    const firstPicture = await mainThreadSeconds(session)
    const frames = await waitUntilSettled(page)
    const settled = await mainThreadSeconds(session)
    return [
      megabytes('first view: city data and own code', transfer, 4),
      { name: 'first view: requests', value: transfer.requests, unit: '' },
      { name: 'first view: main thread until the scene exists', value: firstPicture, unit: 's' },
      { name: 'first view: main thread until settled', value: settled, unit: 's' },
      { name: 'first view: frames to settle', value: frames, unit: '', target: { atMost: 60 } },
      { name: 'memory: page', value: await heapMebibytes(page), unit: 'MiB' },
      { name: 'memory: server', value: await context.serverMemory(), unit: 'MiB' },
    ]
  } finally {
    await close()
  }
}

/** Counts what comes over the wire, without Cesium's own code and assets. */
async function recordTransfer(session: CDPSession): Promise<Transfer> {
  const transfer: Transfer = { requests: 0, bytes: 0 }
  const counted = new Set<string>()
  await session.send('Network.enable')
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (/\/cesium|^(data|blob):/.test(response.url)) return
    counted.add(requestId)
    transfer.requests += 1
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (counted.has(requestId)) transfer.bytes += encodedDataLength
  })
  return transfer
}

/** Seconds that the main thread has worked; what it waits for software drawing is in the frames. */
async function mainThreadSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}

async function heapMebibytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}

function megabytes(name: string, transfer: Transfer, atMost: number): Figure {
  return { name, value: transfer.bytes / 1e6, unit: 'MB', target: { atMost } }
}
