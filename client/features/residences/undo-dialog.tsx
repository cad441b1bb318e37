import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import styles from '../../ui/dialog-form.module.css'
import { ProblemText } from '../../ui/problem-text.tsx'
import { isReason, ReasonInput } from '../../ui/reason-input.tsx'
import { useUndoAct } from './residence-queries.ts'

interface UndoDialogProps {
  lifeEventId: number
  onClose: () => void
}

/** Takes an act back, with a reason: the history keeps both. */
export function UndoDialog({ lifeEventId, onClose }: UndoDialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const undo = useUndoAct()
  return (
    <Modal
      cancelText={t('persons:cancel')}
      centered
      confirmLoading={undo.isPending}
      okButtonProps={{ disabled: !isReason(reason), danger: true }}
      okText={t('residences:undo')}
      onCancel={onClose}
      onOk={() => undo.mutate({ lifeEventId, reason: reason.trim() }, { onSuccess: onClose })}
      open
      title={t('residences:title.undo')}
      width={440}
    >
      <div className={styles.form}>
        <p className={styles.hint}>{t('residences:undoMeans')}</p>
        <ReasonInput
          label={t('residences:reason')}
          onChange={setReason}
          ready={[t('residences:reasons.mistake')]}
          value={reason}
        />
        <ProblemText problem={undo.error && toApiProblem(undo.error)} />
      </div>
    </Modal>
  )
}
