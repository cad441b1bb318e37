import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MoveIn } from '../../../../server/contract/life-events.ts'
import type { RelationToHead } from '../../../../server/contract/vocabulary.ts'
import { useHouseholdsOf } from './household-queries.ts'
import { RelationSelect } from './relation-select.tsx'

export interface HomeDraft {
  /** Null begins a new household. */
  householdId: number | null
  relationToHead: RelationToHead
}

export const newHousehold: HomeDraft = { householdId: null, relationToHead: 'head' }

/** The new home as the server wants it. */
export const toHome = (
  dwellingId: number,
  draft: HomeDraft,
): Pick<MoveIn, 'dwellingId' | 'householdId' | 'relationToHead'> => ({ dwellingId, ...draft })

interface HomeFieldsProps {
  buildingId: number | null
  dwellingId: number | null
  draft: HomeDraft
  onChange: (draft: HomeDraft) => void
}

/** A household of one's own in the dwelling, or one that lives there, and as whom. */
export function HomeFields({ buildingId, dwellingId, draft, onChange }: HomeFieldsProps) {
  const { t } = useTranslation()
  const households = useHouseholdsOf(buildingId, dwellingId)
  return (
    <>
      <fieldset>
        <legend>{t('acts:household')}</legend>
        <Radio.Group
          onChange={({ target }) =>
            onChange(
              target.value === null
                ? newHousehold
                : { householdId: target.value, relationToHead: 'other-relative' },
            )
          }
          options={[
            { value: null, label: t('acts:newHousehold') },
            ...households.map(({ id, members }) => ({
              value: id,
              label: t('acts:joins', {
                name:
                  members.find(({ relationToHead }) => relationToHead === 'head')?.name ?? `#${id}`,
                count: members.length,
              }),
            })),
          ]}
          value={draft.householdId}
          vertical
        />
      </fieldset>
      {draft.householdId !== null && (
        <RelationSelect
          label={t('acts:relation')}
          onChange={(relationToHead) => onChange({ ...draft, relationToHead })}
          value={draft.relationToHead}
        />
      )}
    </>
  )
}
