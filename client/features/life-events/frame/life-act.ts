import type {
  Arrival,
  Birth,
  ChangeOfHead,
  Death,
  LeaseBegin,
  LeaseEnd,
  LifeEvent,
  Marriage,
  Move,
  MoveIn,
  MoveOut,
  RegisteredAddress,
  Sale,
  Split,
} from '../../../../server/contract/life-events.ts'
import { ApiProblem } from '../../../api/api-problem.ts'
import { getTagged, sendJson } from '../../../api/http.ts'
import type { Basis } from './basis.ts'

/** Acts by what they are about, with what each has to be told. */
interface ActBodies {
  person: {
    'move-in': MoveIn
    'move-out': MoveOut
    move: Move
    birth: Birth
    death: Death
    marriage: Marriage
    divorce: LifeEvent
    'register-at': RegisteredAddress
  }
  household: { 'change-head': ChangeOfHead; split: Split }
  dwelling: { 'lease-begin': LeaseBegin; 'lease-end': LeaseEnd; sale: Sale }
}

/** An act that is ready to be recorded. */
export interface LifeAct {
  path: string
  body: object
  /** The record that it is based on; undefined where it begins one. */
  basedOn: keyof ActBodies | undefined
}

/** An act about a person, a household or a dwelling. */
export const actOn = <
  Subject extends keyof ActBodies,
  Kind extends keyof ActBodies[Subject] & string,
>(
  subject: Subject,
  id: number,
  kind: Kind,
  body: ActBodies[Subject][Kind] & object,
): LifeAct => ({ path: `/api/v1/${subject}s/${id}/${kind}`, body, basedOn: subject })

export const arrivalOf = (body: Arrival): LifeAct => ({
  ...{ path: '/api/v1/households', body, basedOn: undefined },
})

/**
 * Records an act upon the records that were read.
 *
 * @throws ApiProblem `revision-stale` where one of them has changed
 */
export async function recordAct({ path, body, basedOn }: LifeAct, basis: Basis): Promise<unknown> {
  const { other } = basis
  if (other) {
    // The act names the revision of one person; the other's is compared here.
    const { etag } = await getTagged(`/api/v1/persons/${other.body.id}`)
    if (etag !== other.etag) throw new ApiProblem(changedMeanwhile)
  }
  const etag = basedOn && basis[basedOn]?.etag
  return sendJson('POST', path, body, etag ? { 'if-match': etag } : {})
}

const changedMeanwhile = { type: 'revision-stale', title: 'It has changed', status: 412 }
