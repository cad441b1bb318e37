import { Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../../server/contract/buildings.ts'
import { findItems } from '../../../api/find-items.ts'
import { FoundField } from '../../../ui/found-field.tsx'
import { ActFrame } from '../frame/act-frame.tsx'
import { actOn } from '../frame/life-act.ts'
import { nameOf } from '../frame/record-lines.ts'
import { type CoupleHome, type MarriageDraft, toMarriageHome } from './couple-home.ts'
import { CoupleMoveFields } from './couple-move-fields.tsx'

interface MarriageFormProps {
  member: HouseholdMember
  onClose: () => void
}

const nothingYet: MarriageDraft = {
  ...{ spouse: undefined, where: 'apart', target: undefined },
  ...{ fellows: [], relations: {}, stayers: {} },
}

/** Two persons marry; both stay where they live, or they live together from then on. */
export function MarriageForm({ member, onClose }: MarriageFormProps) {
  const { t } = useTranslation()
  const { personId } = member
  const [draft, setDraft] = useState(nothingYet)
  const { spouse } = draft
  return (
    <ActFrame
      of={{ personId, otherId: spouse?.id }}
      onClose={onClose}
      title={t('acts:title.marriage', { name: nameOf(member) })}
      toAct={(event, basis) => {
        const home = spouse && toMarriageHome(basis, draft)
        return (
          home && actOn('person', personId, 'marriage', { ...event, ...home, spouseId: spouse.id })
        )
      }}
      toMine={() => ({
        spouse: t('acts:marriedTo', { name: spouse?.label }),
        home: draft.where === 'apart' ? undefined : t(`acts:coupleHome.${draft.where}`),
      })}
    >
      {(basis) => {
        const { person, household, other, otherHousehold } = basis
        const livesTogether =
          household !== undefined && household.body.id === otherHousehold?.body.id
        const labels = {
          name: nameOf(member),
          spouse: spouse?.label || `#${spouse?.id}`,
          label: household?.body.dwelling.label ?? '',
          spouseLabel: otherHousehold?.body.dwelling.label ?? '',
        }
        const homes: [CoupleHome, boolean][] = [
          ['apart', true],
          ['with-one', household !== undefined && !livesTogether],
          ['with-other', otherHousehold !== undefined && !livesTogether],
          ['elsewhere', true],
        ]
        return (
          <>
            <FoundField
              find={findItems}
              kind="person"
              label={t('acts:spouse')}
              onChange={(found) => setDraft({ ...nothingYet, spouse: found })}
              placeholder={t('acts:whoExample')}
              value={spouse}
            />
            {person && other && spouse && (
              <fieldset>
                <legend>{t('acts:coupleLives')}</legend>
                <Radio.Group
                  onChange={({ target }) =>
                    setDraft({ ...nothingYet, spouse, where: target.value })
                  }
                  options={homes
                    .filter(([, isPossible]) => isPossible)
                    .map(([value]) => ({ value, label: t(`acts:coupleHome.${value}`, labels) }))}
                  value={draft.where}
                  vertical
                />
              </fieldset>
            )}
            {draft.where !== 'apart' && (
              <CoupleMoveFields basis={basis} draft={draft} onChange={setDraft} />
            )}
          </>
        )
      }}
    </ActFrame>
  )
}
