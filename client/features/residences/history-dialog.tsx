import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResidenceQuery } from '../../../server/contract/residences.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { DayField } from '../../ui/day-field.tsx'
import styles from '../../ui/dialog-form.module.css'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
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
          <DayField isOptional label={t('residences:asOf')} onChange={setAsOf} value={asOf} />
          <DayField
            isOptional
            label={t('residences:knownOn')}
            onChange={setKnownOn}
            value={knownOn}
          />
        </div>
        {!data && error && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
        {!data && !error && <RowsSkeleton label={t('shell:loading')} rows={3} />}
        {data?.items.length === 0 && <StateView icon="empty" title={t('residences:none')} />}
        {data && (
          <ResidenceLines
            canUndo={!knownOn}
            names={'person' in subject ? 'dwelling' : 'person'}
            residences={data.items}
          />
        )}
      </div>
    </Modal>
  )
}
