import { randomUUID } from 'node:crypto'
import type { InjectOptions } from 'fastify'

/** What a request is about: a building with a household, a shop and persons, in one grid. */
export interface Target {
  grid: 1 | 3
  zone: 1 | 2
  /** A person, an account, a key, a session and a name that no other request is about. */
  person: number
  /** Somebody who lives there, and somebody who once did. */
  resident: number
  newcomer: number
  /** What the asker has recorded about the resident. */
  lifeEvent: number
  /** A couple, head and spouse, in a dwelling that the head rents; for acts only. */
  family: {
    household: number
    dwelling: number
    head: number
    spouse: number
    /** Entity tags that acts are based on. */
    householdTag: string
    dwellingTag: string
  }
  /** A shop that the asker has opened; for acts only. */
  business: { shop: number; shopTag: string; shopEvent: number }
  /** Imports: one that is checked, one that is applied; and a remembered mapping. */
  checkedImport: number
  appliedImport: number
  mapping: number
  /** A visit that somebody has to look at. */
  visit: number
  account: number
  key: number
  session: number
  name: string
}

type Request = Pick<InjectOptions, 'method' | 'url' | 'payload' | 'headers'>

const json = (method: 'POST' | 'PUT' | 'DELETE', url: string, payload: object): Request => ({
  ...{ method, url, payload },
})
const remove = (url: string): Request => ({ method: 'DELETE', url })
const get = (url: string): Request => ({ method: 'GET', url })
const reason = '本人要求'
const lifeEvent = { happenedOn: '2024-05-01', source: 'visit', reason }
const act = (url: string, payload: object, tag = '"1"'): Request => ({
  ...json('POST', `/api/v1/${url}`, { ...lifeEvent, ...payload }),
  headers: { 'if-match': tag },
})
const newcomerOf = { name: '钱新民', sex: 'male' }
const noArea = { departmentId: null, area: null, singleSignOn: null }

const sendRoster = (url: string): Request => ({
  ...{ method: 'POST', url },
  headers: { 'content-type': 'multipart/form-data; boundary=b' },
  payload:
    '--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nperson\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n姓名,身份证号\n王小明,1\n\r\n--b--\r\n',
})

/** One valid request for each operation of the API; a new operation needs one here. */
export const requests: Record<string, (target: Target) => Request> = {
  getSignInOptions: () => get('/api/v1/session/options'),
  signIn: ({ name }) => json('POST', '/api/v1/session', { name, password: 'not the password' }),
  getSession: () => get('/api/v1/session'),
  signOut: () => remove('/api/v1/session'),
  listOwnSessions: () => get('/api/v1/sessions'),
  signOutEverywhere: () => remove('/api/v1/sessions'),
  endOwnSession: ({ session }) => remove(`/api/v1/sessions/${session}`),
  listAccountSessions: ({ account }) => get(`/api/v1/accounts/${account}/sessions`),
  endAccountSessions: ({ account }) => remove(`/api/v1/accounts/${account}/sessions`),
  endAccountSession: ({ account, session }) =>
    remove(`/api/v1/accounts/${account}/sessions/${session}`),
  changePassword: () =>
    json('PUT', '/api/v1/session/password', { old: 'a', new: 'correct horse battery' }),
  signInToDemonstration: () => json('POST', '/api/v1/session/demo', { role: 'operator' }),
  beginSingleSignOn: () => get('/api/v1/session/oidc'),
  completeSingleSignOn: () => get('/api/v1/session/oidc/callback?code=a&state=b'),
  listAccounts: () => get('/api/v1/accounts'),
  createAccount: ({ name }) =>
    json('POST', '/api/v1/accounts', {
      ...{ name: `new-${name}`, displayName: name, role: 'operator', ...noArea },
    }),
  getAccount: ({ account }) => get(`/api/v1/accounts/${account}`),
  updateAccount: ({ account }) => ({
    ...json('PUT', `/api/v1/accounts/${account}`, {
      ...{ displayName: '新名', role: 'operator', ...noArea },
    }),
    headers: { 'if-match': '"1"' },
  }),
  disableAccount: ({ account }) => json('POST', `/api/v1/accounts/${account}/disable`, {}),
  enableAccount: ({ account }) => json('POST', `/api/v1/accounts/${account}/enable`, {}),
  setTemporaryPassword: ({ account }) =>
    json('POST', `/api/v1/accounts/${account}/temporary-password`, {}),
  listDepartments: () => get('/api/v1/departments'),
  createDepartment: ({ name }) =>
    json('POST', '/api/v1/departments', { code: name, name, fields: [] }),
  updateDepartment: ({ grid, name }) => ({
    ...json('PUT', `/api/v1/departments/${grid === 1 ? 3 : 4}`, { code: name, name, fields: [] }),
    headers: { 'if-match': '"1"' },
  }),
  listApiKeys: () => get('/api/v1/api-keys'),
  createApiKey: ({ name }) =>
    json('POST', '/api/v1/api-keys', { accountId: 1, name, scopes: ['place.read'], validDays: 1 }),
  revokeApiKey: ({ key }) => remove(`/api/v1/api-keys/${key}`),
  getAccessSettings: () => get('/api/v1/access-settings'),
  updateAccessSettings: () =>
    json('PUT', '/api/v1/access-settings', {
      sessionIdleMinutes: 60,
      sessionLongestHours: 12,
      screenLockMinutes: 10,
      revealsPerHour: 1000,
      passwordMinimumLength: 12,
    }),
  listAccessRoles: () => get('/api/v1/access-roles'),
  getLiveness: () => get('/health/live'),
  getReadiness: () => get('/health/ready'),
  getOverview: () => get('/api/v1/overview'),
  listCommunities: () => get('/api/v1/communities'),
  getCommunity: () => get('/api/v1/communities/1'),
  listZones: () => get('/api/v1/zones'),
  getZone: ({ zone }) => get(`/api/v1/zones/${zone}`),
  listGrids: () => get('/api/v1/grids'),
  getGrid: ({ grid }) => get(`/api/v1/grids/${grid}`),
  listUnassignedBuildings: () => get('/api/v1/buildings?unassigned=true'),
  countBuildingsByColouring: () => get('/api/v1/buildings/colouring-counts?by=use'),
  countHouseholdsOfBuildings: () => get('/api/v1/buildings/household-counts?asOf=2026-01-01'),
  getBuilding: ({ grid }) => get(`/api/v1/buildings/${grid}`),
  listBuildingHouseholds: ({ grid }) => get(`/api/v1/buildings/${grid}/households`),
  listBuildingDwellings: ({ grid }) => get(`/api/v1/buildings/${grid}/dwellings`),
  listBuildingShops: ({ grid }) => get(`/api/v1/buildings/${grid}/shops`),
  getHousehold: ({ grid }) => get(`/api/v1/households/${grid}`),
  listShops: () => get('/api/v1/shops'),
  listShopTrades: () => get('/api/v1/shop-trades'),
  getShop: ({ grid }) => get(`/api/v1/shops/${grid}`),
  getShopHistory: ({ grid }) => get(`/api/v1/shops/${grid}/history`),
  listShopOwners: ({ grid }) => get(`/api/v1/shops/${grid}/owners`),
  getFacility: ({ grid }) => get(`/api/v1/facilities/${grid}`),
  getStreet: () => get('/api/v1/streets/1'),
  getEstate: ({ grid }) => get(`/api/v1/estates/${grid}`),
  listLabels: () => get('/api/v1/labels'),
  search: () => json('POST', '/api/v1/search', { q: '号楼' }),
  countTodo: () => get('/api/v1/todo'),
  listTodo: () => get('/api/v1/todo/unverified-households'),
  exportTodo: () =>
    json('POST', '/api/v1/todo/unverified-households/export', {
      ...{ format: 'csv', language: 'en', purpose: reason },
    }),
  listRound: () => get('/api/v1/visits/round'),
  listVisits: ({ grid }) => get(`/api/v1/visits?household=${grid}`),
  recordVisits: ({ grid }) =>
    json('POST', '/api/v1/visits/operations', {
      operations: [
        {
          ...{ operationId: randomUUID(), householdId: grid, dwellingId: grid * 100 + 1 },
          ...{ visitedAt: '2026-01-02T08:00:00Z', outcome: 'met', isVerified: true, notes: null },
          ...{ seen: [], findings: [] },
        },
      ],
    }),
  settleVisit: ({ visit }) =>
    json('POST', `/api/v1/visits/${visit}/settle`, { decision: 'record-stands', reason }),
  exportList: ({ grid }) =>
    json('POST', '/api/v1/exports', {
      ...{ format: 'csv', language: 'en', purpose: reason, list: 'households' },
      within: { kind: 'building', id: grid },
    }),
  revealPerson: ({ person }) =>
    json('POST', `/api/v1/persons/${person}/reveal`, { fields: ['name'], purpose: '核实住址' }),
  reportPerson: ({ person }) =>
    json('POST', `/api/v1/persons/${person}/report`, { purpose: reason }),
  correctPerson: ({ person }) =>
    json('POST', `/api/v1/persons/${person}/corrections`, {
      field: 'sex',
      value: 'female',
      reason,
    }),
  restrictPerson: ({ person }) => json('POST', `/api/v1/persons/${person}/restriction`, { reason }),
  releasePerson: ({ person }) =>
    json('DELETE', `/api/v1/persons/${person}/restriction`, { reason }),
  erasePerson: ({ person }) =>
    json('POST', `/api/v1/persons/${person}/erasure`, { reason, isFalseEntry: true }),
  listResidences: ({ resident }) => get(`/api/v1/residences?person=${resident}`),
  listRecordChanges: ({ resident }) =>
    get(`/api/v1/record-changes?person=${resident}&since=2020-01-01T00:00:00Z`),
  getPerson: ({ resident }) => get(`/api/v1/persons/${resident}`),
  movePersonIn: ({ newcomer, grid }) =>
    act(`persons/${newcomer}/move-in`, {
      ...{ dwellingId: grid * 100 + 2, householdId: null, relationToHead: 'head' },
    }),
  movePersonOut: ({ resident }) => act(`persons/${resident}/move-out`, { isWholeHousehold: false }),
  movePerson: ({ resident, grid }) =>
    act(`persons/${resident}/move`, {
      ...{ dwellingId: grid * 100 + 2, householdId: null, relationToHead: 'head' },
      isWholeHousehold: false,
    }),
  registerHousehold: ({ grid }) =>
    act('households', {
      dwellingId: grid * 100 + 2,
      members: [{ ...newcomerOf, birthDate: '1980-05-01', relationToHead: 'head' }],
    }),
  registerPerson: () => act('persons', { ...newcomerOf, birthDate: '1980-05-01' }),
  recordBirth: ({ resident }) =>
    act(`persons/${resident}/birth`, { ...newcomerOf, relationToHead: 'other-relative' }),
  recordDeath: ({ resident }) => act(`persons/${resident}/death`, {}),
  recordMarriage: ({ resident, newcomer }) =>
    act(`persons/${resident}/marriage`, { spouseId: newcomer, home: null }),
  recordDivorce: ({ family }) => act(`persons/${family.head}/divorce`, {}),
  registerPersonAt: ({ resident, grid }) =>
    act(`persons/${resident}/register-at`, {
      ...{ dwellingId: grid * 100 + 2, registrationPlace: 'here' },
    }),
  changeHead: ({ family: { household, head, spouse, householdTag } }) =>
    act(
      `households/${household}/change-head`,
      {
        members: [
          { personId: head, relationToHead: 'spouse' },
          { personId: spouse, relationToHead: 'head' },
        ],
      },
      householdTag,
    ),
  splitHousehold: ({ grid, family: { household, spouse, householdTag } }) =>
    act(
      `households/${household}/split`,
      {
        dwellingId: grid * 100 + 2,
        leavers: [{ personId: spouse, relationToHead: 'head' }],
      },
      householdTag,
    ),
  beginLease: ({ newcomer, family: { dwelling, dwellingTag } }) =>
    act(`dwellings/${dwelling}/lease-begin`, { tenantIds: [newcomer] }, dwellingTag),
  endLease: ({ family: { dwelling, dwellingTag } }) =>
    act(`dwellings/${dwelling}/lease-end`, {}, dwellingTag),
  sellDwelling: ({ newcomer, family: { dwelling, dwellingTag } }) =>
    act(`dwellings/${dwelling}/sale`, { ownerIds: [newcomer] }, dwellingTag),
  undoLifeEvent: ({ lifeEvent: id }) => json('POST', `/api/v1/life-events/${id}/undo`, { reason }),
  openShop: ({ grid }) =>
    act('shops', { name: '小店', trade: '62', legalForm: 'individual', buildingId: grid }),
  moveShop: ({ grid, business: { shop, shopTag } }) =>
    act(`shops/${shop}/move`, { buildingId: grid, floor: 2 }, shopTag),
  changeBusiness: ({ business: { shop, shopTag } }) =>
    act(`shops/${shop}/change-business`, { name: '新店' }, shopTag),
  closeShop: ({ business: { shop, shopTag } }) => act(`shops/${shop}/close`, {}, shopTag),
  correctShop: ({ business: { shop, shopTag } }) => ({
    ...{ method: 'PATCH', url: `/api/v1/shops/${shop}`, payload: { name: '新店', reason } },
    headers: { 'if-match': shopTag },
  }),
  undoShopEvent: ({ business: { shopEvent } }) =>
    json('POST', `/api/v1/shop-events/${shopEvent}/undo`, { reason }),
  previewImport: () => sendRoster('/api/v1/imports/preview'),
  startImport: () => sendRoster('/api/v1/imports'),
  listImports: () => get('/api/v1/imports'),
  getImport: ({ checkedImport }) => get(`/api/v1/imports/${checkedImport}`),
  listImportRows: ({ checkedImport }) => get(`/api/v1/imports/${checkedImport}/rows?outcome=new`),
  downloadImportRejects: ({ checkedImport }) => get(`/api/v1/imports/${checkedImport}/rejects`),
  downloadBlankRoster: () => get('/api/v1/imports/blank/household'),
  listImportMappings: () => get('/api/v1/import-mappings?kind=household'),
  deleteImportMapping: ({ mapping }) => remove(`/api/v1/import-mappings/${mapping}`),
  applyImport: ({ checkedImport }) => json('POST', `/api/v1/imports/${checkedImport}/apply`, {}),
  cancelImport: ({ checkedImport }) => json('POST', `/api/v1/imports/${checkedImport}/cancel`, {}),
  undoImport: ({ appliedImport }) =>
    json('POST', `/api/v1/imports/${appliedImport}/undo`, { reason }),
  listAuditEntries: () => get('/api/v1/audit'),
  exportAudit: () => get('/api/v1/audit/export?format=csv'),
  followChanges: () => get('/api/v1/events?after=0&follow=false'),
  getStatistics: () => get('/api/v1/statistics?level=grid&by=age'),
  downloadStatistics: () => get('/api/v1/statistics.csv?level=grid&by=age'),
  getVectorTile: () => get('/tiles/building/14/13562/6433.mvt'),
  getVersionedVectorTile: () => get('/tiles/1/building/14/13562/6433.mvt'),
  getBuildingTileset: () => get('/3d-tiles/buildings/tileset.json'),
  getBuildingTile: () => get('/3d-tiles/buildings/16/54249/25734.glb'),
}
