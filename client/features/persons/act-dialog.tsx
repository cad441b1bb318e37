import { Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import styles from '../../ui/dialog-form.module.css'
import { ProblemText } from '../../ui/problem-text.tsx'
import { isReason, ReasonInput } from '../../ui/reason-input.tsx'
import { type RightsAct, useRightsAct } from './rights-queries.ts'

interface ActDialogProps {
  personId: number
  title: string
  okText: string
  isDanger?: boolean
  /** Ready reasons, beside own words. */
  reasons: readonly string[]
  /** What else has to be said; undefined while it is not complete. */
  toAct: (reason: string) => RightsAct | undefined
  onClose: () => void
  children?: ReactNode
}

/** The frame that all acts share: what it means, the reason, the refusal in words. */
export function ActDialog(props: ActDialogProps) {
  const { personId, title, okText, isDanger = false, reasons, toAct, onClose, children } = props
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const send = useRightsAct(personId)
  const act = isReason(reason) ? toAct(reason.trim()) : undefined
  return (
    <Modal
      cancelText={t('persons:cancel')}
      centered
      confirmLoading={send.isPending}
      okButtonProps={{ disabled: act === undefined, danger: isDanger }}
      okText={okText}
      onCancel={onClose}
      onOk={() => act && send.mutate(act, { onSuccess: onClose })}
      open
      title={title}
      width={440}
    >
      <div className={styles.form}>
        {children}
        <ReasonInput
          label={t('persons:reason')}
          onChange={setReason}
          ready={reasons}
          value={reason}
        />
        <ProblemText problem={send.error && toApiProblem(send.error)} />
      </div>
    </Modal>
  )
}
