/**
 * Closed lists that the database, the API, the tiles and the client share.
 * The order of `buildingUses` is the use code inside the 3D tiles: append only.
 */
export const buildingUses = [
  'housing',
  'tower',
  'village-house',
  'commerce',
  'office',
  'public',
  'school',
  'hospital',
  'industry',
] as const
export type BuildingUse = (typeof buildingUses)[number]

/** Ranks of areas, from the widest to the smallest. */
export const areaLevels = ['community', 'zone', 'grid'] as const
export type AreaLevel = (typeof areaLevels)[number]

export const streetClasses = ['arterial', 'secondary', 'branch', 'lane'] as const
export type StreetClass = (typeof streetClasses)[number]

export const landUseKinds = [
  'estate',
  'old-quarter',
  'village',
  'commerce',
  'school',
  'hospital',
  'public',
  'industry',
  'park',
  'green',
  'plaza',
  'river-bank',
  'greenhouse',
  'sports-track',
  'sports-field',
  'construction',
] as const
export type LandUseKind = (typeof landUseKinds)[number]

export const waterKinds = ['river', 'lake', 'canal', 'pond'] as const
export type WaterKind = (typeof waterKinds)[number]

export const estateKinds = [
  'courtyard',
  'walk-up',
  'lift',
  'tower',
  'garden',
  'resettlement',
  'village',
] as const
export type EstateKind = (typeof estateKinds)[number]

export const facilityKinds = [
  'service-centre',
  'school',
  'kindergarten',
  'hospital',
  'clinic',
  'government',
  'police',
  'market',
  'mall',
  'park',
  'organisation',
] as const
export type FacilityKind = (typeof facilityKinds)[number]

export const tenures = [
  'commercial',
  'reformed-public',
  'resettlement',
  'self-built',
  'rented',
  'public-rental',
] as const
export type Tenure = (typeof tenures)[number]

export const legalForms = ['individual', 'company', 'other'] as const

/** Acts in the life of a shop. */
export const shopEventKinds = [
  'open',
  'move',
  'change-business',
  'close',
  'correct',
  'undo',
] as const

/** Registered 户籍, lives here 居住, owner 产权, tenant 租住. */
export const residenceKinds = ['registered', 'lives', 'owner', 'tenant', 'works'] as const
export type ResidenceKind = (typeof residenceKinds)[number]

/** Acts that change lives and homes; an undo takes one of the others back. */
export const lifeEventKinds = [
  'move-in',
  'move-out',
  'move',
  'arrive',
  'register',
  'birth',
  'death',
  'change-head',
  'split',
  'marriage',
  'divorce',
  'lease-begin',
  'lease-end',
  'sale',
  'register-at',
  'undo',
] as const
export type LifeEventKind = (typeof lifeEventKinds)[number]

/** How a life event became known. */
export const lifeEventSources = ['visit', 'report', 'document'] as const

export const relationsToHead = [
  'head',
  'spouse',
  'child',
  'child-in-law',
  'grandchild',
  'parent',
  'parent-in-law',
  'grandparent',
  'sibling',
  'other-relative',
  'unrelated',
] as const
export type RelationToHead = (typeof relationsToHead)[number]

export const sexes = ['male', 'female'] as const
export type Sex = (typeof sexes)[number]

/** Where a person's household registration lies, seen from this city. */
export const registrationPlaces = ['here', 'county', 'prefecture', 'province', 'elsewhere'] as const
export type RegistrationPlace = (typeof registrationPlaces)[number]

/** What stands on the map and can be selected there. */
export const placeKinds = [
  'community',
  'zone',
  'grid',
  'estate',
  'street',
  'building',
  'shop',
  'facility',
] as const
export type PlaceKind = (typeof placeKinds)[number]

export const searchKinds = [...placeKinds, 'dwelling', 'household', 'person'] as const
export type SearchKind = (typeof searchKinds)[number]

export const vectorTileLayers = [
  'boundary',
  'street',
  'land-use',
  'water',
  'building',
  'shop',
] as const
export type VectorTileLayer = (typeof vectorTileLayers)[number]
