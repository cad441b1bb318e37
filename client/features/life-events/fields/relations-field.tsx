import { Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../../server/contract/buildings.ts'
import styles from '../../../ui/dialog-form.module.css'
import { nameOf } from '../frame/record-lines.ts'
import { RelationSelect } from './relation-select.tsx'
import { headAmong, type Relations, relationOf } from './relations.ts'

interface RelationsFieldProps {
  headLabel: string
  members: readonly HouseholdMember[]
  relations: Relations
  onChange: (relations: Relations) => void
}

/** Who is head, and what everybody else is to them. */
export function RelationsField({ headLabel, members, relations, onChange }: RelationsFieldProps) {
  const { t } = useTranslation()
  const headId = useId()
  const head = headAmong(members, relations)
  const others = members.filter((member) => member !== head)
  return (
    <>
      <div>
        <label htmlFor={headId}>{headLabel}</label>
        <Select
          className={styles.field ?? ''}
          id={headId}
          onChange={(chosen) => onChange({ headId: chosen, chosen: {} })}
          options={members.map((member) => ({
            value: member.personId,
            label: [nameOf(member), member.ageBand && t('households:age', { band: member.ageBand })]
              .filter(Boolean)
              .join(' · '),
          }))}
          value={head?.personId ?? null}
        />
      </div>
      {others.length > 0 && (
        <ul className={styles.lines}>
          {others.map((member) => (
            <li key={member.personId}>
              <span>
                {nameOf(member)}
                {member.ageBand && <small> {t('households:age', { band: member.ageBand })}</small>}
              </span>
              <RelationSelect
                isLabelHidden
                label={t('acts:relationOf', { name: nameOf(member) })}
                onChange={(relation) =>
                  onChange({
                    ...relations,
                    chosen: { ...relations.chosen, [member.personId]: relation },
                  })
                }
                value={relationOf(member, head, relations)}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
