import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../../ui/dialog-form.module.css'
import { ActDialog } from './act-dialog.tsx'

interface ErasureDialogProps {
  personId: number
  name: string
  onClose: () => void
}

/** Erases what need not be kept. It cannot be taken back, and the dialog says so. */
export function ErasureDialog({ personId, name, onClose }: ErasureDialogProps) {
  const { t } = useTranslation()
  const [isFalseEntry, setFalseEntry] = useState(false)
  return (
    <ActDialog
      isDanger
      okText={t('persons:act.erase')}
      onClose={onClose}
      personId={personId}
      reasons={[t('persons:reasons.resident'), t('persons:reasons.duplicate')]}
      title={t('persons:title.erase', { name })}
      toAct={(reason) => ({ kind: 'erase', reason, isFalseEntry })}
    >
      <p className={styles.warning}>{t('persons:means.erase')}</p>
      <Checkbox checked={isFalseEntry} onChange={({ target }) => setFalseEntry(target.checked)}>
        {t('persons:falseEntry')}
      </Checkbox>
    </ActDialog>
  )
}
