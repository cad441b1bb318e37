import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import styles from '../../ui/dialog-form.module.css'
import { ProblemView } from '../../ui/problem-view.tsx'
import { isReason, ReasonInput } from '../../ui/reason-input.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { PersonReportView } from './person-report-view.tsx'
import { usePersonReport } from './rights-queries.ts'

interface ReportDialogProps {
  personId: number
  onClose: () => void
}

/** What for, then the report itself, ready to be printed. */
export function ReportDialog({ personId, onClose }: ReportDialogProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(t('persons:purpose.report'))
  const [purpose, setPurpose] = useState<string>()
  const { data, error, refetch } = usePersonReport(personId, purpose)
  if (purpose === undefined) {
    return (
      <Modal
        cancelText={t('persons:cancel')}
        centered
        okButtonProps={{ disabled: !isReason(draft) }}
        okText={t('persons:act.report')}
        onCancel={onClose}
        onOk={() => setPurpose(draft.trim())}
        open
        title={t('persons:title.report')}
        width={440}
      >
        <div className={styles.form}>
          <p className={styles.hint}>{t('persons:means.report')}</p>
          <ReasonInput
            label={t('persons:reveal.purpose')}
            onChange={setDraft}
            ready={[t('persons:purpose.report')]}
            value={draft}
          />
        </div>
      </Modal>
    )
  }
  return (
    <Modal
      footer={
        <>
          <Button onClick={onClose}>{t('persons:close')}</Button>
          <Button disabled={!data} onClick={() => window.print()} type="primary">
            {t('persons:print')}
          </Button>
        </>
      }
      onCancel={onClose}
      open
      rootClassName="printable"
      style={{ top: 24 }}
      title={t('persons:report.title', { id: personId })}
      width={860}
    >
      {error && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
      {!data && !error && <RowsSkeleton label={t('shell:loading')} rows={10} />}
      {data && <PersonReportView report={data} />}
    </Modal>
  )
}
