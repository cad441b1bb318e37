import { Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResidenceQuery } from '../../../server/contract/residences.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import styles from '../../ui/dialog-form.module.css'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { today } from './event-fields.tsx'
import { ResidenceLines } from './residence-lines.tsx'
import { useResidences } from './residence-queries.ts'

interface HistoryDialogProps {
  title: string
  subject: { person: number } | { dwelling: number }
  onClose: () => void
}

/** Where somebody has lived, or who has lived here: as it was on a day, as it was known on a day. */
export function HistoryDialog({ title, subject, onClose }: HistoryDialogProps) {
  const { t } = useTranslation()
  const [asOf, setAsOf] = useState('')
  const [knownOn, setKnownOn] = useState('')
  const query: ResidenceQuery = {
    ...subject,
    ...(asOf && { asOf }),
    // To the end of that day, where the operator sits.
    ...(knownOn && { knownAt: new Date(`${knownOn}T23:59:59`).toISOString() }),
  }
  const { data, error, refetch } = useResidences(query)
  return (
    <Modal centered footer={null} onCancel={onClose} open title={title} width={620}>
      <div className={styles.form}>
        <div className={styles.pair}>
          <DayField label={t('residences:asOf')} onChange={setAsOf} value={asOf} />
          <DayField label={t('residences:knownOn')} onChange={setKnownOn} value={knownOn} />
        </div>
        {!data && error && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
        {!data && !error && <RowsSkeleton label={t('shell:loading')} rows={3} />}
        {data?.body.items.length === 0 && <StateView icon="empty" title={t('residences:none')} />}
        {data && (
          <ResidenceLines
            canUndo={!knownOn}
            names={'person' in subject ? 'dwelling' : 'person'}
            residences={data.body.items}
          />
        )}
      </div>
    </Modal>
  )
}

interface DayFieldProps {
  label: string
  value: string
  onChange: (day: string) => void
}

function DayField({ label, value, onChange }: DayFieldProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input
        allowClear
        id={id}
        max={today()}
        onChange={({ target }) => onChange(target.value)}
        type="date"
        value={value}
      />
    </div>
  )
}
