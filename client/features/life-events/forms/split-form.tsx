import { Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Household, HouseholdMember } from '../../../../server/contract/buildings.ts'
import type { SearchItem } from '../../../../server/contract/search.ts'
import { findItems } from '../../../api/find-items.ts'
import { FoundField } from '../../../ui/found-field.tsx'
import { GoersField } from '../fields/goers-field.tsx'
import { noRelations, type Relations, toMembers } from '../fields/relations.ts'
import { RelationsField } from '../fields/relations-field.tsx'
import { ActFrame } from '../frame/act-frame.tsx'
import type { Basis } from '../frame/basis.ts'
import { actOn } from '../frame/life-act.ts'

interface SplitFormProps {
  household: Household
  onClose: () => void
}

interface SplitDraft {
  goers: readonly number[]
  newRelations: Relations
  stayRelations: Relations
  isHere: boolean
  target: SearchItem | undefined
}

/** Some members form a household of their own, in the same dwelling or another. */
export function SplitForm({ household, onClose }: SplitFormProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<SplitDraft>({
    ...{ goers: [], isHere: true, target: undefined },
    ...{ newRelations: noRelations, stayRelations: noRelations },
  })
  const dwelling = draft.isHere
    ? { id: household.dwelling.id, label: household.dwelling.label }
    : draft.target && { id: draft.target.id, label: draft.target.label }
  return (
    <ActFrame
      of={{ householdId: household.id }}
      onClose={onClose}
      title={t('acts:title.split', { label: household.dwelling.label })}
      toAct={(event, basis) => {
        const { going, behind, isLeftByHead } = part(basis, draft)
        if (!dwelling || going.length === 0 || behind.length === 0) return undefined
        return actOn('household', household.id, 'split', {
          ...{ ...event, dwellingId: dwelling.id, leavers: toMembers(going, draft.newRelations) },
          stayers: isLeftByHead ? toMembers(behind, draft.stayRelations) : null,
        })
      }}
      toMine={(basis) =>
        Object.fromEntries(
          part(basis, draft).going.map(({ personId }) => [
            `member:${personId}`,
            t('acts:ownHousehold', { label: dwelling?.label }),
          ]),
        )
      }
    >
      {(basis) => {
        const { going, behind, isLeftByHead } = part(basis, draft)
        return (
          <>
            <GoersField
              goers={draft.goers}
              label={t('acts:goers')}
              members={basis.household?.body.members ?? []}
              onChange={(goers) => setDraft({ ...draft, goers })}
            />
            {going.length > 0 && (
              <RelationsField
                headLabel={t('acts:headOfNew')}
                members={going}
                onChange={(newRelations) => setDraft({ ...draft, newRelations })}
                relations={draft.newRelations}
              />
            )}
            {isLeftByHead && behind.length > 0 && (
              <RelationsField
                headLabel={t('acts:newHead')}
                members={behind}
                onChange={(stayRelations) => setDraft({ ...draft, stayRelations })}
                relations={draft.stayRelations}
              />
            )}
            <fieldset>
              <legend>{t('acts:splitWhere')}</legend>
              <Radio.Group
                onChange={({ target }) => setDraft({ ...draft, isHere: target.value })}
                options={[
                  {
                    value: true,
                    label: t('acts:sameDwelling', { label: household.dwelling.label }),
                  },
                  { value: false, label: t('acts:otherDwelling') },
                ]}
                value={draft.isHere}
                vertical
              />
            </fieldset>
            {!draft.isHere && (
              <FoundField
                find={findItems}
                kind="dwelling"
                label={t('acts:target')}
                onChange={(target) => setDraft({ ...draft, target })}
                placeholder={t('acts:addressExample')}
                value={draft.target}
              />
            )}
          </>
        )
      }}
    </ActFrame>
  )
}

interface Parts {
  going: HouseholdMember[]
  behind: HouseholdMember[]
  isLeftByHead: boolean
}

/** Who goes and who stays, of those who belong to the household as it was read. */
function part({ household }: Basis, { goers }: SplitDraft): Parts {
  const members = household?.body.members ?? []
  const going = members.filter(({ personId }) => goers.includes(personId))
  return {
    going,
    behind: members.filter((one) => !going.includes(one)),
    isLeftByHead: going.some(({ relationToHead }) => relationToHead === 'head'),
  }
}
