import { Radio, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { MoveIn } from '../../../server/contract/life-events.ts'
import { type RelationToHead, relationsToHead } from '../../../server/contract/vocabulary.ts'
import styles from '../../ui/dialog-form.module.css'
import { useHouseholdsOf } from './found-queries.ts'

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
  const relationId = useId()
  const { households } = useHouseholdsOf(buildingId, dwellingId)
  return (
    <>
      <fieldset>
        <legend>{t('residences:household')}</legend>
        <Radio.Group
          onChange={({ target }) =>
            onChange(
              target.value === null
                ? newHousehold
                : { householdId: target.value, relationToHead: 'other-relative' },
            )
          }
          options={[
            { value: null, label: t('residences:newHousehold') },
            ...households.map(({ id, members }) => ({
              value: id,
              label: t('residences:joins', {
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
        <div>
          <label htmlFor={relationId}>{t('residences:relation')}</label>
          <Select
            className={styles.field ?? ''}
            id={relationId}
            onChange={(relationToHead) => onChange({ ...draft, relationToHead })}
            options={relationsToHead
              .filter((one) => one !== 'head')
              .map((one) => ({ value: one, label: t(`vocabulary:relation.${one}`) }))}
            value={draft.relationToHead}
          />
        </div>
      )}
    </>
  )
}
