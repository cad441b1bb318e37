import { useTranslation } from 'react-i18next'
import { findItems } from '../../../api/find-items.ts'
import styles from '../../../ui/dialog-form.module.css'
import { FoundField } from '../../../ui/found-field.tsx'
import { GoersField } from '../fields/goers-field.tsx'
import { RelationSelect } from '../fields/relation-select.tsx'
import { noRelations } from '../fields/relations.ts'
import { RelationsField } from '../fields/relations-field.tsx'
import type { Basis } from '../frame/basis.ts'
import { nameOf } from '../frame/record-lines.ts'
import { type MarriageDraft, toCoupleMove } from './couple-home.ts'

interface CoupleMoveFieldsProps {
  basis: Basis
  draft: MarriageDraft
  onChange: (draft: MarriageDraft) => void
}

/** Where a couple moves, who comes along and as whom, and who is head of those who stay behind. */
export function CoupleMoveFields({ basis, draft, onChange }: CoupleMoveFieldsProps) {
  const { t } = useTranslation()
  const { movers, possibleFellows, left } = toCoupleMove(basis, draft)
  return (
    <>
      {draft.where === 'elsewhere' && (
        <FoundField
          find={findItems}
          kind="dwelling"
          label={t('acts:target')}
          onChange={(target) => onChange({ ...draft, target })}
          placeholder={t('acts:addressExample')}
          value={draft.target}
        />
      )}
      {possibleFellows.length > 0 && (
        <GoersField
          goers={draft.fellows}
          label={t('acts:fellows')}
          members={possibleFellows}
          onChange={(fellows) => onChange({ ...draft, fellows })}
        />
      )}
      <ul className={styles.lines}>
        {movers.map(({ personId, name, likely }) => (
          <li key={personId}>
            <span>{nameOf({ name, personId })}</span>
            {likely === 'head' ? (
              <span>{t('vocabulary:relation.head')}</span>
            ) : (
              <RelationSelect
                isLabelHidden
                label={t('acts:relationOf', { name: nameOf({ name, personId }) })}
                onChange={(relation) =>
                  onChange({ ...draft, relations: { ...draft.relations, [personId]: relation } })
                }
                value={draft.relations[personId] ?? likely}
              />
            )}
          </li>
        ))}
      </ul>
      {left
        .filter(({ isLeftByHead }) => isLeftByHead)
        .map(({ id, behind }) => (
          <RelationsField
            headLabel={t('acts:newHead')}
            key={id}
            members={behind}
            onChange={(relations) =>
              onChange({ ...draft, stayers: { ...draft.stayers, [id]: relations } })
            }
            relations={draft.stayers[id] ?? noRelations}
          />
        ))}
    </>
  )
}
