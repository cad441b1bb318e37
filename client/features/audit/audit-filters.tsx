import { Button, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AuditFilter, auditActions } from '../../../server/contract/audit.ts'
import styles from './audit-page.module.css'

interface AuditFiltersProps {
  filter: AuditFilter
  onChange: (filter: AuditFilter) => void
}

const greatestId = 2_147_483_647

/** Each condition narrows the list; what is empty does not. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { t } = useTranslation()
  const set = (change: { [K in keyof AuditFilter]: AuditFilter[K] | undefined }) =>
    onChange(withoutEmpty({ ...filter, ...change }))
  const number = (name: 'account' | 'person') => (
    <Labelled label={t(`audit:filter.${name}`)}>
      {(id) => (
        <InputNumber
          controls={false}
          id={id}
          max={greatestId}
          min={1}
          onChange={(value) => set({ [name]: value ?? undefined })}
          precision={0}
          value={filter[name] ?? null}
        />
      )}
    </Labelled>
  )
  const moment = (name: 'from' | 'until') => (
    <Labelled label={t(`audit:filter.${name}`)}>
      {(id) => (
        <Input
          id={id}
          onChange={({ target }) => set({ [name]: toMoment(target.value) })}
          type="datetime-local"
          value={toLocal(filter[name])}
        />
      )}
    </Labelled>
  )
  return (
    <search aria-label={t('audit:filters')} className={styles.filters}>
      <Labelled label={t('audit:filter.action')}>
        {(id) => (
          <Select
            allowClear
            id={id}
            onChange={(action: string | undefined) => set({ action })}
            options={auditActions.map((action) => ({
              value: action as string,
              label: t(`audit:action.${action}`),
            }))}
            placeholder={t('audit:all')}
            popupMatchSelectWidth={false}
            value={filter.action ?? null}
          />
        )}
      </Labelled>
      {number('person')}
      {number('account')}
      {moment('from')}
      {moment('until')}
      <PurposeFilter
        key={filter.purpose ?? ''}
        onChange={(purpose) => set({ purpose })}
        purpose={filter.purpose}
      />
      {Object.keys(filter).length > 0 && (
        <Button onClick={() => onChange({})} type="link">
          {t('audit:clear')}
        </Button>
      )}
    </search>
  )
}

/** Words are looked for when they are complete: on Enter, or when the field is left. */
function PurposeFilter({
  purpose,
  onChange,
}: {
  purpose: string | undefined
  onChange: (purpose: string | undefined) => void
}) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(purpose ?? '')
  const send = () => {
    const text = draft.trim() || undefined
    if (text !== purpose) onChange(text)
  }
  return (
    <Labelled label={t('audit:filter.purpose')}>
      {(id) => (
        <Input
          id={id}
          maxLength={100}
          onBlur={send}
          onChange={({ target }) => setDraft(target.value)}
          onPressEnter={send}
          value={draft}
        />
      )}
    </Labelled>
  )
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

function withoutEmpty(filter: Record<string, unknown>): AuditFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

/** The time of the screen as a moment of the world, and back. */
const toMoment = (local: string) => {
  const time = new Date(local)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}

function toLocal(moment: string | undefined): string {
  if (!moment) return ''
  const time = new Date(moment)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
