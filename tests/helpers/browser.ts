import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findBrowser } from '../../scripts/bootstrap/find-browser.ts'

/** Software WebGL that draws the same everywhere, and no talk with the outside. */
const chromiumFlags = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-accelerated-2d-canvas',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
]

/** Starts the browser found on this machine. @throws where there is none. */
export function launchBrowser(extraFlags: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser(process.env.CHROME_PATH)
  if (!executablePath) throw new Error('No Chromium found: install it or set CHROME_PATH.')
  return chromium.launch({ executablePath, args: [...chromiumFlags, ...extraFlags] })
}

/** A browser without WebGL: everything beside the map works in it, and is quicker to drive. */
export const launchBrowserWithoutMap = () => launchBrowser(['--disable-gpu', '--disable-3d-apis'])

/** What a page said and asked for while a test drove it. */
export interface PageRecord {
  readonly page: Page
  readonly consoleErrors: string[]
  readonly foreignRequests: string[]
}

/** Opens a page that keeps a record of console errors and of requests to other origins. */
export async function openRecordedPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<PageRecord> {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 640 },
    locale: 'en-US',
    ...options,
  })
  const page = await context.newPage()
  const record: PageRecord = { page, consoleErrors: [], foreignRequests: [] }
  page.on('console', (message) => {
    if (message.type() === 'error') record.consoleErrors.push(message.text())
  })
  page.on('pageerror', (error) => record.consoleErrors.push(error.message))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url))
      record.foreignRequests.push(url)
  })
  return record
}
