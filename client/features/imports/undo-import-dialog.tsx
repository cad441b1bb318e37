import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../../ui/dialog-form.module.css'
import { isReason, ReasonInput } from '../../ui/reason-input.tsx'

interface UndoImportDialogProps {
  isOpen: boolean
  onClose: () => void
  onUndo: (reason: string) => void
}

/** Asks why an import is taken back. */
export function UndoImportDialog({ isOpen, onClose, onUndo }: UndoImportDialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <Modal
      cancelText={t('imports:keep')}
      centered
      destroyOnHidden
      okButtonProps={{ danger: true, disabled: !isReason(reason) }}
      okText={t('imports:undo')}
      onCancel={onClose}
      onOk={() => {
        onUndo(reason.trim())
        onClose()
      }}
      open={isOpen}
      title={t('imports:undoTitle')}
      width={440}
    >
      <div className={styles.form}>
        <p className={styles.hint}>{t('imports:undoDetail')}</p>
        <ReasonInput
          label={t('imports:reason')}
          onChange={setReason}
          ready={[t('imports:wrongFile')]}
          value={reason}
        />
      </div>
    </Modal>
  )
}
