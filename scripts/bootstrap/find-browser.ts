import { existsSync } from 'node:fs'
import { SetupError } from '../../server/db/setup-error.ts'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The browser for the tests.
 *
 * @param chromePath CHROME_PATH, which wins where it is set
 * @returns undefined where there is none
 * @throws SetupError where CHROME_PATH names no file
 */
export function findBrowser(chromePath: string | undefined): string | undefined {
  if (!chromePath) return USUAL_PLACES.find((place) => existsSync(place))
  if (existsSync(chromePath)) return chromePath
  throw new SetupError(
    `CHROME_PATH names ${chromePath}, which does not exist: correct or unset it.`,
  )
}
