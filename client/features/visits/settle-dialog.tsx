import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitDecision } from '../../../server/contract/visits.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import styles from '../../ui/dialog-form.module.css'
import { ProblemText } from '../../ui/problem-text.tsx'
import { isReason, ReasonInput } from '../../ui/reason-input.tsx'
import { useSettleVisit } from './visit-queries.ts'

interface SettleDialogProps {
  visitId: number
  decision: VisitDecision
  onClose: () => void
}

/** What the decision means, and why it is taken. */
export function SettleDialog({ visitId, decision, onClose }: SettleDialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const settle = useSettleVisit(visitId)
  return (
    <Modal
      cancelText={t('visits:cancel')}
      centered
      confirmLoading={settle.isPending}
      okButtonProps={{ disabled: !isReason(reason) }}
      okText={t(`visits:decide.${decision}`)}
      onCancel={onClose}
      onOk={() => settle.mutate({ decision, reason: reason.trim() }, { onSuccess: onClose })}
      open
      title={t(`visits:decide.${decision}`)}
      width={440}
    >
      <div className={styles.form}>
        <p>{t(`visits:decisionMeans.${decision}`)}</p>
        <ReasonInput
          label={t('visits:reason')}
          onChange={setReason}
          ready={[
            t('visits:reasons.asked'),
            t('visits:reasons.recorded'),
            t('visits:reasons.seen'),
          ]}
          value={reason}
        />
        <ProblemText problem={settle.error && toApiProblem(settle.error)} />
      </div>
    </Modal>
  )
}
