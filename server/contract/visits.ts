import Type, { type Static } from 'typebox'
import { Count, Id, Nullable, OneOf } from './atoms.ts'
import { relationsToHead } from './vocabulary.ts'

/** How a visit went. After `nobody-home` the household stays due. */
export const visitOutcomes = [
  'met',
  'nobody-home',
  'moved-away',
  'refused',
  'dwelling-empty',
] as const
export type VisitOutcome = (typeof visitOutcomes)[number]

/** What was otherwise than recorded; `gone` and `phone-changed` name a member. */
export const findingKinds = ['lives-here-too', 'gone', 'phone-changed', 'other'] as const
export type FindingKind = (typeof findingKinds)[number]

/** Which of two versions stands. */
export const visitDecisions = ['visit-stands', 'record-stands'] as const
export type VisitDecision = (typeof visitDecisions)[number]

/** Made by the device that writes a visit; whatever is sent again is recorded once. */
const OperationId = Type.String({ format: 'uuid' })
const Moment = Type.String({ format: 'date-time' })
const VisitId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

const SeenMember = Type.Object(
  { personId: Id, relationToHead: OneOf(relationsToHead) },
  { additionalProperties: false },
)

export const NOTES_LENGTH = 500
export const FINDING_NOTE_LENGTH = 200
export const MOST_FINDINGS = 20
export const MOST_OPERATIONS = 50

const Finding = {
  kind: OneOf(findingKinds),
  personId: Nullable(Id),
  note: Nullable(Type.String({ maxLength: FINDING_NOTE_LENGTH })),
}

/** One visit as a device has written it down. */
export const VisitOperation = Type.Object(
  {
    operationId: OperationId,
    householdId: Id,
    dwellingId: Id,
    /** By the clock of the device, in UTC. */
    visitedAt: Type.String({ format: 'date-time', pattern: '^20\\d\\d-.*Z$' }),
    outcome: OneOf(visitOutcomes),
    /** The residents are as recorded; only where somebody was met. */
    isVerified: Type.Boolean(),
    notes: Nullable(Type.String({ maxLength: NOTES_LENGTH })),
    /** The members that the visitor had before the eyes: what the visit is based on. */
    seen: Type.Array(SeenMember, { maxItems: 500 }),
    findings: Type.Array(Type.Object(Finding, { additionalProperties: false }), {
      maxItems: MOST_FINDINGS,
    }),
  },
  { additionalProperties: false },
)
export type VisitOperation = Static<typeof VisitOperation>

/**
 * Each operation is judged by itself, also where it has another shape than VisitOperation; only
 * its number must be there, so that it can be answered.
 */
export const VisitBatch = Type.Object(
  {
    /** Who has written them; refused as a whole where somebody else is signed in by now. */
    accountId: Type.Optional(Id),
    operations: Type.Array(
      Type.Union([
        VisitOperation,
        Type.Object({ operationId: OperationId }, { additionalProperties: true }),
      ]),
      { minItems: 1, maxItems: MOST_OPERATIONS },
    ),
  },
  { additionalProperties: false },
)

const SeenPerson = Type.Object({
  personId: Id,
  /** Masked; empty for who is no longer within reach. */
  name: Nullable(Type.String()),
  relationToHead: OneOf(relationsToHead),
})

/** A visit that is on record. */
export const Visit = Type.Object({
  id: VisitId,
  householdId: Id,
  dwellingId: Id,
  buildingId: Id,
  /** In full, such as 阳光花园3号楼 2-1102. */
  address: Type.String(),
  visitedAt: Moment,
  recordedAt: Moment,
  by: Type.String(),
  outcome: OneOf(visitOutcomes),
  isVerified: Type.Boolean(),
  notes: Nullable(Type.String()),
  findings: Type.Array(Type.Object({ ...Finding, name: Nullable(Type.String()) })),
  /** What the visitor had before the eyes was not what the register held when it arrived. */
  isClash: Type.Boolean(),
  seen: Type.Array(SeenPerson),
  /** Null: the household did not live there any more. */
  found: Nullable(Type.Array(SeenPerson)),
  /** Somebody has to look at it. */
  isOpen: Type.Boolean(),
  settled: Nullable(
    Type.Object({ at: Moment, by: Type.String(), decision: OneOf(visitDecisions) }),
  ),
})
export type Visit = Static<typeof Visit>

export const VISIT_PAGE_SIZE = 50

/** Visits to one household, or those that are open; the newest first. */
export const VisitQuery = Type.Object(
  {
    household: Type.Optional(Id),
    open: Type.Optional(Type.Boolean()),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })),
  },
  { additionalProperties: false },
)
export type VisitQuery = Static<typeof VisitQuery>

export const VisitPage = Type.Object({ items: Type.Array(Visit), hasMore: Type.Boolean() })
export type VisitPage = Static<typeof VisitPage>

/** What became of one operation. */
export const OperationResult = Type.Object({
  operationId: OperationId,
  /** clash: it is kept, verifies nothing, and waits for somebody to say which version stands. */
  result: OneOf(['accepted', 'clash', 'refused'] as const),
  visitId: Nullable(VisitId),
  /** Why it was refused; `path` tells where, for bad input. */
  problem: Nullable(
    Type.Object({ code: Type.String(), title: Type.String(), path: Nullable(Type.String()) }),
  ),
  /** Both versions of a clash. */
  visit: Nullable(Visit),
})
export type OperationResult = Static<typeof OperationResult>

export const VisitBatchResult = Type.Object({ results: Type.Array(OperationResult) })
export type VisitBatchResult = Static<typeof VisitBatchResult>

export const VisitSettlement = Type.Object(
  {
    decision: OneOf(visitDecisions),
    reason: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }),
  },
  { additionalProperties: false },
)
export type VisitSettlement = Static<typeof VisitSettlement>

export const VisitParams = Type.Object({ id: VisitId })

// ── The round ──────────────────────────────────────────────────────────────────────────────────

export const ROUND_PAGE_SIZE = 200

export const RoundQuery = Type.Object(
  { page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })) },
  { additionalProperties: false },
)

/** A household that is due, with as little of its members as the door asks for. */
export const RoundStop = Type.Object({
  householdId: Id,
  kind: OneOf(['family', 'collective'] as const),
  dwellingId: Id,
  buildingId: Id,
  /** '' where none is recorded. */
  street: Type.String(),
  /** Estate and name of the building. */
  building: Type.String(),
  /** Unit, floor and door: 2-1102. */
  label: Type.String(),
  unit: Type.Integer(),
  floor: Type.Integer(),
  members: Type.Array(SeenPerson),
  lastVisit: Nullable(Type.Object({ at: Moment, outcome: OneOf(visitOutcomes) })),
  verifiedOn: Nullable(Type.String({ format: 'date' })),
  /** Since when it is due; null: nobody has ever been there. */
  dueOn: Nullable(Type.String({ format: 'date' })),
})
export type RoundStop = Static<typeof RoundStop>

/** In the order in which one walks: street, estate, building, unit, floor, door. */
export const Round = Type.Object({
  items: Type.Array(RoundStop),
  hasMore: Type.Boolean(),
  /** Of all households within reach. */
  progress: Type.Object({
    households: Count,
    due: Count,
    /** Visited since the quarter began; nobody at home is no visit. */
    visitedThisQuarter: Count,
  }),
})
export type Round = Static<typeof Round>
