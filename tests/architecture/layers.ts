/** A room of the house: a folder, or a single file that stands for itself. */
export interface Room {
  path: string
  /** Rooms it may look into, beside itself. */
  mayEnter: readonly string[]
  /** Packages that must not appear in it. */
  isBlindTo?: readonly RegExp[]
}

const SCREEN_PACKAGES = [/^react/, /^resium$/, /^antd$/, /^@ant-design/, /^@tanstack/, /^i18next$/]

/** Who may know whom: down only. The first room whose path begins a file's path is its room. */
export const ROOMS: readonly Room[] = [
  { path: 'server/contract/', mayEnter: [] },
  { path: 'server/config.ts', mayEnter: ['server/db/'] },
  { path: 'server/db/', mayEnter: ['server/contract/'] },
  { path: 'server/http/', mayEnter: ['server/db/', 'server/contract/'] },
  { path: 'server/geo/', mayEnter: ['server/contract/'] },
  { path: 'server/registry/', mayEnter: ['server/privacy/', 'server/contract/'] },
  { path: 'server/spreadsheets/', mayEnter: [] },
  {
    path: 'server/exports/',
    mayEnter: ['server/http/', 'server/spreadsheets/', 'server/contract/'],
  },
  { path: 'server/privacy/', mayEnter: ['server/db/', 'server/contract/'] },
  {
    path: 'server/features/',
    mayEnter: [
      'server/db/',
      'server/http/',
      'server/geo/',
      'server/registry/',
      'server/exports/',
      'server/spreadsheets/',
      'server/privacy/',
      'server/contract/',
    ],
  },
  {
    path: 'server/app.ts',
    mayEnter: [
      'server/features/',
      'server/db/',
      'server/http/',
      'server/geo/',
      'server/privacy/',
      'server/config.ts',
      'server/contract/',
    ],
  },
  { path: 'server/main.ts', mayEnter: ['server/'] },
  { path: 'client/geo/', mayEnter: ['server/contract/'], isBlindTo: SCREEN_PACKAGES },
  { path: 'client/scene/react/', mayEnter: ['client/scene/', 'client/geo/', 'server/contract/'] },
  {
    path: 'client/scene/',
    mayEnter: ['client/geo/', 'server/contract/'],
    isBlindTo: [...SCREEN_PACKAGES, /^zustand/],
  },
  { path: 'client/state/', mayEnter: ['client/geo/', 'server/contract/'] },
  { path: 'client/api/', mayEnter: ['client/geo/', 'server/contract/'] },
  { path: 'client/i18n/', mayEnter: ['server/contract/'] },
  { path: 'client/ui/', mayEnter: ['client/i18n/', 'client/geo/', 'server/contract/'] },
  {
    path: 'client/features/',
    mayEnter: [
      'client/scene/',
      'client/state/',
      'client/api/',
      'client/geo/',
      'client/ui/',
      'client/i18n/',
      'server/contract/',
    ],
  },
  { path: 'client/app/', mayEnter: ['client/', 'server/contract/'] },
  { path: 'client/', mayEnter: ['client/', 'server/contract/'] },
  { path: 'scripts/bench/', mayEnter: ['scripts/', 'server/', 'client/scene/'] },
  { path: 'scripts/', mayEnter: ['scripts/', 'server/'] },
  { path: 'tests/', mayEnter: ['client/', 'server/', 'scripts/', 'data/'] },
]

/** The room that a file belongs to. */
export function findRoom(file: string): Room | undefined {
  return ROOMS.find(({ path }) => file.startsWith(path))
}

/** The feature that a file belongs to, for example `server/features/grids`. */
export function findFeature(file: string): string | undefined {
  return /^(?:server|client)\/features\/[^/]+(?=\/)/.exec(file)?.[0]
}
