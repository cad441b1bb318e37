/** What the bootstrap has found out about this machine. */
export interface MachineFacts {
  platform: NodeJS.Platform
  /** ID, ID_LIKE of /etc/os-release, for example `['ubuntu', 'debian']`; empty elsewhere. */
  distribution: string[]
  /** VERSION_ID of /etc/os-release, for example `12`. */
  distributionVersion: string
  /** How packages can be installed without asking for a password. */
  privilege: 'root' | 'sudo' | 'none'
  hasPostgis: boolean
  /** Newest PostgreSQL server on the machine, with or without PostGIS. */
  postgresMajor: number | undefined
  hasBrowser: boolean
  hasChineseFont: boolean
}

/** What a command needs from the machine. */
export interface Needs {
  postgis: boolean
  browser: boolean
}

export type Plan =
  | { kind: 'ready' }
  | { kind: 'install'; packages: string[]; reason: string }
  | { kind: 'refuse'; sentence: string }

/** PostgreSQL version of each release whose package names we must know without an index. */
const RELEASE_POSTGRES: Record<string, number> = {
  'debian 11': 13,
  'debian 12': 15,
  'debian 13': 17,
  'ubuntu 22.04': 14,
  'ubuntu 24.04': 16,
  'ubuntu 26.04': 18,
}

/** Decides what is installed, or which one sentence ends the command. */
export function planInstallation(needs: Needs, facts: MachineFacts): Plan {
  const isPostgisMissing = needs.postgis && !facts.hasPostgis
  const isBrowserMissing = needs.browser && !facts.hasBrowser
  if (!facts.distribution.includes('debian')) {
    return refuseElsewhere(isPostgisMissing, isBrowserMissing, facts)
  }
  if (isBrowserMissing && facts.distribution.includes('ubuntu')) {
    return {
      kind: 'refuse',
      sentence:
        'The tests need Chromium, which Ubuntu ships only as a snap: install Google Chrome (https://www.google.com/chrome/), or set CHROME_PATH to a Chromium.',
    }
  }
  const packages = [
    ...(isPostgisMissing ? [toPostgisPackage(facts)] : []),
    ...(isBrowserMissing ? ['chromium'] : []),
    ...(needs.browser && !facts.hasChineseFont ? ['fonts-noto-cjk'] : []),
  ]
  if (packages.length === 0) return { kind: 'ready' }
  const reason = [
    ...(isPostgisMissing ? ['the database needs PostGIS'] : []),
    ...(packages.length > Number(isPostgisMissing)
      ? ['the tests need a browser and a Chinese font']
      : []),
  ].join(', ')
  if (facts.privilege !== 'none') return { kind: 'install', packages, reason }
  const command = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`
  return {
    kind: 'refuse',
    sentence: `Something is missing (${reason}) and installing it needs root: run "${command}", then the same command again.`,
  }
}

function refuseElsewhere(
  isPostgisMissing: boolean,
  isBrowserMissing: boolean,
  { platform }: MachineFacts,
): Plan {
  const isMac = platform === 'darwin'
  if (isPostgisMissing) {
    const remedy = isMac
      ? 'run "brew install postgis", then the same command again'
      : 'install it from your system\'s packages, or set PG_BIN to its "bin" folder, or DATABASE_URL to a running one'
    return {
      kind: 'refuse',
      sentence: `PostgreSQL with PostGIS 3.3 or newer is missing: ${remedy}.`,
    }
  }
  if (isBrowserMissing) {
    const remedy = isMac ? 'run "brew install --cask google-chrome"' : 'install Google Chrome'
    return {
      kind: 'refuse',
      sentence: `The tests need Chrome or Chromium: ${remedy}, or set CHROME_PATH.`,
    }
  }
  return { kind: 'ready' }
}

/** PostGIS for the PostgreSQL that is here, else for the one of this release. */
function toPostgisPackage(facts: MachineFacts): string {
  const release = facts.distribution
    .map((id) => RELEASE_POSTGRES[`${id} ${facts.distributionVersion}`])
    .find((major) => major !== undefined)
  return `postgresql-${facts.postgresMajor ?? release ?? RELEASE_POSTGRES['debian 12']}-postgis-3`
}
