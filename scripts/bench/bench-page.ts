import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { createServer } from 'vite'
import type { CityScene } from '../../client/scene/city-scene-types.ts'
import { PROJECT_ROOT } from '../../server/config.ts'
import { cesiumAssets } from '../build/cesium-assets-plugin.ts'
import type { BenchContext } from './bench-context.ts'

declare global {
  interface Window {
    __digitalCommunity?: { mapStore: { getState(): { scene: CityScene | undefined } } }
    measureEmptyGlobe?: () => number
  }
}

/** Drawing in software, the same on every machine. */
const flags = [
  ...['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  ...['--ignore-gpu-blocklist', '--disable-background-networking', '--disable-component-update'],
  ...['--disable-sync', '--no-first-run', '--disable-dev-shm-usage'],
]

const viewport = { width: 960, height: 600 }

/** A fresh browser with one page of the size in which frames are measured. */
export async function openBenchPage({
  chromePath,
  port,
  cookie,
}: Pick<BenchContext, 'chromePath' | 'port' | 'cookie'>): Promise<{
  page: Page
  close: () => Promise<void>
}> {
  const executablePath = chromePath ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) throw new Error('No Chromium found: set CHROME_PATH.')
  const browser = await chromium.launch({ executablePath, args: flags })
  const page = await browser.newPage({ viewport, locale: 'en-US', bypassCSP: true })
  page.setDefaultTimeout(180_000)
  const [name = '', value = ''] = cookie.split('=')
  await page.context().addCookies([{ name, value, url: `http://127.0.0.1:${port}` }])
  return { page, close: () => browser.close() }
}

/** Address of the city in the lean look, its scene handed out. */
export const cityUrl = ({ port }: BenchContext) =>
  `http://127.0.0.1:${port}/?test&quality=lean&lang=en`

/** Waits until the scene exists, then until it stands still. @returns the frames that it took */
export async function waitUntilSettled(page: Page): Promise<number> {
  await page.waitForFunction(
    () => window.__digitalCommunity?.mapStore.getState().scene !== undefined,
  )
  return page.evaluate(() => window.__digitalCommunity?.mapStore.getState().scene?.settled() ?? 0)
}

/** Milliseconds of a frame of nothing but a globe of one colour. */
export async function measureEmptyGlobe(context: BenchContext): Promise<number> {
  const vite = await createServer({
    root: join(PROJECT_ROOT, 'scripts', 'bench', 'empty-globe'),
    configFile: false,
    cacheDir: join(context.outputFolder, 'vite'),
    logLevel: 'error',
    plugins: [cesiumAssets()],
    server: { host: '127.0.0.1', port: 0, hmr: false },
  })
  await vite.listen()
  const { page, close } = await openBenchPage(context)
  try {
    await page.goto(vite.resolvedUrls?.local[0] ?? '')
    await page.waitForFunction(() => window.measureEmptyGlobe !== undefined)
    await page.waitForTimeout(3000)
    return await page.evaluate(() => window.measureEmptyGlobe?.() ?? Number.NaN)
  } finally {
    await close()
    await vite.close()
  }
}
