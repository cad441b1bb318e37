import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Household, HouseholdMember } from '../../../server/contract/buildings.ts'
import type { SearchItem } from '../../../server/contract/search.ts'
import {
  EventFields,
  type LifeEventDraft,
  toLifeEvent,
  useLifeEventDraft,
} from './event-fields.tsx'
import { FoundField } from './found-field.tsx'
import { type HomeDraft, HomeFields, newHousehold, toHome } from './home-fields.tsx'
import { MovingFrame } from './moving-frame.tsx'
import { type LifeAct, useResidences } from './residence-queries.ts'
import { firstDraft, type StayersDraft, StayersFields, toStayers } from './stayers-fields.tsx'

type Leaving = 'move-out' | 'move' | 'death'

interface LeaveDialogProps {
  kind: Leaving
  member: HouseholdMember
  household: Household
  onClose: () => void
}

interface LeaveDraft {
  isWholeHousehold: boolean
  stayers: StayersDraft
  target: SearchItem | undefined
  home: HomeDraft
}

/** Somebody leaves the dwelling: out of the city, for another one, or dead; or the whole household. */
export function LeaveDialog({ kind, member, household, onClose }: LeaveDialogProps) {
  const { t } = useTranslation()
  const { members } = household
  const { data } = useResidences({ person: member.personId })
  const [event, setEvent] = useLifeEventDraft()
  const [draft, setDraft] = useState<LeaveDraft>({
    ...{ isWholeHousehold: false, target: undefined, home: newHousehold },
    stayers: firstDraft(members, member.personId),
  })
  const leavesOthers = members.length > 1 && !draft.isWholeHousehold
  const needsHead = leavesOthers && member.relationToHead === 'head'
  return (
    <MovingFrame
      act={data && toAct(kind, member, data.etag, event, draft, needsHead)}
      onClose={onClose}
      title={t(`residences:title.${kind}`, { name: member.name ?? '' })}
    >
      {members.length > 1 && kind !== 'death' && (
        <Checkbox
          checked={draft.isWholeHousehold}
          onChange={({ target }) => setDraft({ ...draft, isWholeHousehold: target.checked })}
        >
          {t('residences:wholeHousehold', { count: members.length })}
        </Checkbox>
      )}
      {kind === 'move' && (
        <FoundField
          kind="dwelling"
          label={t('residences:target')}
          onChange={(target) => setDraft({ ...draft, target, home: newHousehold })}
          placeholder={t('residences:addressExample')}
          value={draft.target}
        />
      )}
      {draft.target && !draft.isWholeHousehold && (
        <HomeFields
          buildingId={draft.target.buildingId}
          draft={draft.home}
          dwellingId={draft.target.dwellingId}
          onChange={(home) => setDraft({ ...draft, home })}
        />
      )}
      {needsHead && (
        <StayersFields
          draft={draft.stayers}
          members={members}
          onChange={(stayers) => setDraft({ ...draft, stayers })}
        />
      )}
      <EventFields
        draft={event}
        onChange={setEvent}
        reasons={(['told', 'seen', 'document'] as const).map((one) =>
          t(`residences:reasons.${one}`),
        )}
      />
    </MovingFrame>
  )
}

function toAct(
  kind: Leaving,
  { personId }: HouseholdMember,
  etag: string,
  event: LifeEventDraft,
  { isWholeHousehold, stayers, target, home }: LeaveDraft,
  needsHead: boolean,
): LifeAct | undefined {
  const lifeEvent = toLifeEvent(event)
  const staying = needsHead ? toStayers(stayers) : null
  if (!lifeEvent || staying === undefined) return undefined
  if (kind === 'death') {
    return { kind, personId, etag, body: { ...lifeEvent, stayers: staying } }
  }
  const leaving = { ...lifeEvent, isWholeHousehold, stayers: staying }
  if (kind === 'move-out') return { kind, personId, etag, body: leaving }
  if (!target?.dwellingId) return undefined
  const arriving = toHome(target.dwellingId, isWholeHousehold ? newHousehold : home)
  return { kind, personId, etag, body: { ...leaving, ...arriving } }
}
