import { Checkbox, Input } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { FINDING_NOTE_LENGTH, type RoundStop } from '../../../server/contract/visits.ts'
import type { VisitDraft } from './visit-draft.ts'
import styles from './visit-form.module.css'

interface DifferenceFieldsProps {
  stop: RoundStop
  draft: VisitDraft
  onChange: (changes: Partial<VisitDraft>) => void
}

/** What is otherwise than recorded: of each member, and in words. */
export function DifferenceFields({ stop, draft, onChange }: DifferenceFieldsProps) {
  const { t } = useTranslation()
  const toggle = (list: readonly number[], id: number) =>
    list.includes(id) ? list.filter((one) => one !== id) : [...list, id]
  return (
    <>
      <ul aria-label={t('visits:members')} className={styles.members}>
        {stop.members.map(({ personId, name, relationToHead }) => (
          <li key={personId}>
            <span>
              {name ?? t('visits:somebody')}{' '}
              <small>{t(`vocabulary:relation.${relationToHead}`)}</small>
            </span>
            <Checkbox
              checked={draft.gone.includes(personId)}
              onChange={() => onChange({ gone: toggle(draft.gone, personId) })}
            >
              {t('visits:finding.gone')}
            </Checkbox>
            <Checkbox
              checked={draft.phoneChanged.includes(personId)}
              onChange={() => onChange({ phoneChanged: toggle(draft.phoneChanged, personId) })}
            >
              {t('visits:finding.phone-changed')}
            </Checkbox>
          </li>
        ))}
      </ul>
      <Words
        label={t('visits:livesHereToo')}
        onChange={(livesHereToo) => onChange({ livesHereToo })}
        value={draft.livesHereToo}
      />
      <Words
        label={t('visits:otherwise')}
        onChange={(other) => onChange({ other })}
        value={draft.other}
      />
    </>
  )
}

interface WordsProps {
  label: string
  value: string
  onChange: (value: string) => void
}

function Words({ label, value, onChange }: WordsProps) {
  const id = useId()
  return (
    <div className={styles.words}>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        maxLength={FINDING_NOTE_LENGTH}
        onChange={({ target }) => onChange(target.value)}
        size="large"
        value={value}
      />
    </div>
  )
}
