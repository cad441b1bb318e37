import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './dialog-form.module.css'
import { ProblemText } from './problem-text.tsx'
import { isReason, ReasonInput } from './reason-input.tsx'
import type { ShownProblem } from './use-problem-text.ts'

interface UndoDialogProps {
  /** What is as before then. */
  means: string
  isPending: boolean
  problem: ShownProblem | null
  onUndo: (reason: string) => void
  onClose: () => void
}

/** Takes an act back, with a reason: the history keeps both. */
export function UndoDialog({ means, isPending, problem, onUndo, onClose }: UndoDialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <Modal
      cancelText={t('persons:cancel')}
      centered
      confirmLoading={isPending}
      okButtonProps={{ disabled: !isReason(reason), danger: true }}
      okText={t('history:undo')}
      onCancel={onClose}
      onOk={() => onUndo(reason.trim())}
      open
      title={t('history:undoTitle')}
      width={440}
    >
      <div className={styles.form}>
        <p className={styles.hint}>{means}</p>
        <ReasonInput
          label={t('acts:reason')}
          onChange={setReason}
          ready={[t('history:mistake')]}
          value={reason}
        />
        <ProblemText problem={problem} />
      </div>
    </Modal>
  )
}
