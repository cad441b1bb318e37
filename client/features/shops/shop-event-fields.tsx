import { Checkbox, Input, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { LifeEvent } from '../../../server/contract/life-events.ts'
import { lifeEventSources } from '../../../server/contract/vocabulary.ts'
import styles from '../../ui/dialog-form.module.css'
import { isReason, ReasonInput } from '../../ui/reason-input.tsx'

export interface ShopEventDraft {
  happenedOn: string
  source: LifeEvent['source']
  isVerified: boolean
  reason: string
}

/** Today where the operator sits, as 2026-03-04. */
const today = () => new Date().toLocaleDateString('sv-SE')

export const newShopEvent = (): ShopEventDraft => ({
  ...{ happenedOn: today(), source: 'visit', isVerified: false, reason: '' },
})

/** What every act is told; undefined while it is not complete. */
export function toShopEvent(draft: ShopEventDraft): LifeEvent | undefined {
  const { happenedOn, source, isVerified, reason } = draft
  if (!/^\d{4}-\d{2}-\d{2}$/.test(happenedOn) || !isReason(reason)) return undefined
  return { happenedOn, source, verifiedOn: isVerified ? today() : null, reason: reason.trim() }
}

interface ShopEventFieldsProps {
  dayLabel: string
  draft: ShopEventDraft
  onChange: (draft: ShopEventDraft) => void
}

/** Since when, how it became known, whether somebody has seen it, and why it is recorded. */
export function ShopEventFields({ dayLabel, draft, onChange }: ShopEventFieldsProps) {
  const { t } = useTranslation()
  const ids = { day: useId(), source: useId() }
  return (
    <>
      <div className={styles.pair}>
        <div>
          <label htmlFor={ids.day}>{dayLabel}</label>
          <Input
            id={ids.day}
            max={today()}
            onChange={({ target }) => onChange({ ...draft, happenedOn: target.value })}
            type="date"
            value={draft.happenedOn}
          />
        </div>
        <div>
          <label htmlFor={ids.source}>{t('shops:source')}</label>
          <Select
            className={styles.field ?? ''}
            id={ids.source}
            onChange={(source) => onChange({ ...draft, source })}
            options={lifeEventSources.map((one) => ({
              value: one,
              label: t(`shops:sources.${one}`),
            }))}
            value={draft.source}
          />
        </div>
      </div>
      <Checkbox
        checked={draft.isVerified}
        onChange={({ target }) => onChange({ ...draft, isVerified: target.checked })}
      >
        {t('shops:verified')}
      </Checkbox>
      <ReasonInput
        label={t('shops:reason')}
        onChange={(reason) => onChange({ ...draft, reason })}
        ready={(['told', 'seen', 'document'] as const).map((one) => t(`shops:reasons.${one}`))}
        value={draft.reason}
      />
    </>
  )
}
