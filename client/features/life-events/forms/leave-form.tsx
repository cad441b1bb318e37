import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../../server/contract/buildings.ts'
import type { LifeEvent } from '../../../../server/contract/life-events.ts'
import type { SearchItem } from '../../../../server/contract/search.ts'
import { findItems } from '../../../api/find-items.ts'
import { FoundField } from '../../../ui/found-field.tsx'
import { type HomeDraft, HomeFields, newHousehold, toHome } from '../fields/home-fields.tsx'
import { noRelations, type Relations, toMembers } from '../fields/relations.ts'
import { RelationsField } from '../fields/relations-field.tsx'
import { ActFrame } from '../frame/act-frame.tsx'
import type { Basis } from '../frame/basis.ts'
import { actOn, type LifeAct } from '../frame/life-act.ts'
import { nameOf } from '../frame/record-lines.ts'

type Leaving = 'move-out' | 'move' | 'death'

interface LeaveFormProps {
  kind: Leaving
  member: HouseholdMember
  onClose: () => void
}

interface LeaveDraft {
  isWholeHousehold: boolean
  stayers: Relations
  target: SearchItem | undefined
  home: HomeDraft
}

/** Somebody leaves the dwelling: out of the city, for another one, or dead; or the whole household. */
export function LeaveForm({ kind, member, onClose }: LeaveFormProps) {
  const { t } = useTranslation()
  const { personId } = member
  const [draft, setDraft] = useState<LeaveDraft>({
    ...{ isWholeHousehold: false, target: undefined, home: newHousehold, stayers: noRelations },
  })
  return (
    <ActFrame
      of={{ personId }}
      onClose={onClose}
      title={t(`acts:title.${kind}`, { name: nameOf(member) })}
      toAct={(event, basis) => toAct(kind, personId, event, draft, staying(basis, personId, draft))}
      toMine={() => ({
        home: kind === 'move' ? draft.target?.label : t(`acts:menu.${kind}`),
      })}
    >
      {({ household }) => {
        const count = household?.body.members.length ?? 1
        const behind = staying({ household }, personId, draft)
        return (
          <>
            {count > 1 && kind !== 'death' && (
              <Checkbox
                checked={draft.isWholeHousehold}
                onChange={({ target }) => setDraft({ ...draft, isWholeHousehold: target.checked })}
              >
                {t('acts:wholeHousehold', { count })}
              </Checkbox>
            )}
            {kind === 'move' && (
              <FoundField
                find={findItems}
                kind="dwelling"
                label={t('acts:target')}
                onChange={(target) => setDraft({ ...draft, target, home: newHousehold })}
                placeholder={t('acts:addressExample')}
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
            {behind && (
              <RelationsField
                headLabel={t('acts:newHead')}
                members={behind}
                onChange={(stayers) => setDraft({ ...draft, stayers })}
                relations={draft.stayers}
              />
            )}
          </>
        )
      }}
    </ActFrame>
  )
}

/** Whom a head leaves behind: they need another one. Undefined where nobody is left without. */
function staying(
  { household }: Pick<Basis, 'household'>,
  personId: number,
  { isWholeHousehold }: LeaveDraft,
): HouseholdMember[] | undefined {
  const members = household?.body.members ?? []
  const leaver = members.find((one) => one.personId === personId)
  if (isWholeHousehold || leaver?.relationToHead !== 'head' || members.length < 2) return undefined
  return members.filter((one) => one !== leaver)
}

function toAct(
  kind: Leaving,
  personId: number,
  event: LifeEvent,
  { isWholeHousehold, stayers, target, home }: LeaveDraft,
  behind: readonly HouseholdMember[] | undefined,
): LifeAct | undefined {
  const left = { ...event, stayers: behind ? toMembers(behind, stayers) : null }
  if (kind === 'death') return actOn('person', personId, kind, left)
  const leaving = { ...left, isWholeHousehold }
  if (kind === 'move-out') return actOn('person', personId, kind, leaving)
  if (!target?.dwellingId) return undefined
  const arriving = toHome(target.dwellingId, isWholeHousehold ? newHousehold : home)
  return actOn('person', personId, kind, { ...leaving, ...arriving })
}
