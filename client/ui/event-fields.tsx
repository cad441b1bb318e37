import { Checkbox, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { LifeEvent } from '../../server/contract/life-events.ts'
import { lifeEventSources } from '../../server/contract/vocabulary.ts'
import { DayField, isDay, today } from './day-field.tsx'
import styles from './dialog-form.module.css'
import { isReason, ReasonInput } from './reason-input.tsx'

/** What every act is told, as it is entered. */
export interface EventDraft {
  happenedOn: string
  source: LifeEvent['source']
  isVerified: boolean
  reason: string
}

export const emptyEvent = (): EventDraft => ({
  ...{ happenedOn: today(), source: 'visit', isVerified: false, reason: '' },
})

/** What every act is told; undefined while it is not complete. */
export function toLifeEvent(draft: EventDraft): LifeEvent | undefined {
  const { happenedOn, source, isVerified, reason } = draft
  if (!isDay(happenedOn) || !isReason(reason)) return undefined
  return { happenedOn, source, verifiedOn: isVerified ? today() : null, reason: reason.trim() }
}

interface EventFieldsProps {
  dayLabel: string
  /** Sentences for why it is recorded. */
  reasons: readonly string[]
  draft: EventDraft
  onChange: (draft: EventDraft) => void
}

/** When it happened, how it became known, whether somebody has seen it, and why it is recorded. */
export function EventFields({ dayLabel, reasons, draft, onChange }: EventFieldsProps) {
  const { t } = useTranslation()
  const sourceId = useId()
  return (
    <>
      <div className={styles.pair}>
        <DayField
          label={dayLabel}
          onChange={(happenedOn) => onChange({ ...draft, happenedOn })}
          value={draft.happenedOn}
        />
        <div>
          <label htmlFor={sourceId}>{t('acts:source')}</label>
          <Select
            className={styles.field ?? ''}
            id={sourceId}
            onChange={(source) => onChange({ ...draft, source })}
            options={lifeEventSources.map((one) => ({
              value: one,
              label: t(`vocabulary:source.${one}`),
            }))}
            value={draft.source}
          />
        </div>
      </div>
      <Checkbox
        checked={draft.isVerified}
        onChange={({ target }) => onChange({ ...draft, isVerified: target.checked })}
      >
        {t('acts:verified')}
      </Checkbox>
      <ReasonInput
        label={t('acts:reason')}
        onChange={(reason) => onChange({ ...draft, reason })}
        ready={reasons}
        value={draft.reason}
      />
    </>
  )
}
