import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../server/contract/buildings.ts'
import { type RelationToHead, relationsToHead } from '../../../server/contract/vocabulary.ts'
import styles from '../../ui/dialog-form.module.css'

/** Relation to the new head, by person; nobody is head until one is chosen. */
export type StayersDraft = Record<number, RelationToHead>

export const firstDraft = (members: readonly HouseholdMember[], leaverId: number): StayersDraft =>
  Object.fromEntries(
    members
      .filter(({ personId }) => personId !== leaverId)
      .map(({ personId }, place) => [personId, place === 0 ? 'head' : 'other-relative']),
  )

/** Undefined while there is not exactly one head. */
export function toStayers(draft: StayersDraft) {
  const stayers = Object.entries(draft).map(([id, relationToHead]) => ({
    personId: Number(id),
    relationToHead,
  }))
  const heads = stayers.filter(({ relationToHead }) => relationToHead === 'head')
  return heads.length === 1 ? stayers : undefined
}

interface StayersFieldsProps {
  members: readonly HouseholdMember[]
  draft: StayersDraft
  onChange: (draft: StayersDraft) => void
}

/** Who becomes head, and what everybody else is to them, when the head leaves. */
export function StayersFields({ members, draft, onChange }: StayersFieldsProps) {
  const { t } = useTranslation()
  const choose = (personId: number, relation: RelationToHead) => {
    // There is one head: whoever was it before becomes a relative, to be said more exactly.
    const others = Object.entries(draft).map(([id, old]): [string, RelationToHead] => [
      id,
      relation === 'head' && old === 'head' ? 'other-relative' : old,
    ])
    onChange({ ...Object.fromEntries(others), [personId]: relation })
  }
  return (
    <fieldset>
      <legend>{t('residences:stayers')}</legend>
      <ul className={styles.lines}>
        {members
          .filter(({ personId }) => personId in draft)
          .map(({ personId, name, ageBand }) => (
            <li key={personId}>
              <span>
                {name ?? `#${personId}`}
                {ageBand && <small> {t('households:age', { band: ageBand })}</small>}
              </span>
              <Select
                aria-label={t('residences:relationOf', { name: name ?? '' })}
                onChange={(relation) => choose(personId, relation)}
                options={relationsToHead.map((one) => ({
                  value: one,
                  label: t(`vocabulary:relation.${one}`),
                }))}
                value={draft[personId] ?? null}
              />
            </li>
          ))}
      </ul>
    </fieldset>
  )
}
