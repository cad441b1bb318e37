import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import styles from '../../ui/dialog-form.module.css'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { noTimes, TwoTimesFields, toTimesQuery } from '../../ui/two-times.tsx'
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
  const [times, setTimes] = useState(noTimes)
  const { data, error, refetch } = useResidences({ ...subject, ...toTimesQuery(times) })
  return (
    <Modal centered footer={null} onCancel={onClose} open title={title} width={620}>
      <div className={styles.form}>
        <TwoTimesFields onChange={setTimes} times={times} />
        {!data && error && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
        {!data && !error && <RowsSkeleton label={t('shell:loading')} rows={3} />}
        {data?.items.length === 0 && <StateView icon="empty" title={t('history:none')} />}
        {data && (
          <ResidenceLines
            canUndo={!times.knownOn}
            names={'person' in subject ? 'dwelling' : 'person'}
            residences={data.items}
          />
        )}
      </div>
    </Modal>
  )
}
