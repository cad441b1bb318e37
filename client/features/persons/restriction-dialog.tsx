import { useTranslation } from 'react-i18next'
import styles from '../../ui/dialog-form.module.css'
import { ActDialog } from './act-dialog.tsx'

interface RestrictionDialogProps {
  personId: number
  name: string
  isRestricted: boolean
  onClose: () => void
}

/** Restricts the use of a person's data, or lifts the restriction. */
export function RestrictionDialog(props: RestrictionDialogProps) {
  const { personId, name, isRestricted, onClose } = props
  const { t } = useTranslation()
  const act = isRestricted ? 'release' : 'restrict'
  return (
    <ActDialog
      okText={t(`persons:act.${act}`)}
      onClose={onClose}
      personId={personId}
      reasons={[t('persons:reasons.resident'), t('persons:reasons.dispute')]}
      title={t(`persons:title.${act}`, { name })}
      toAct={(reason) => ({ kind: act, reason })}
    >
      <p className={styles.hint}>{t(`persons:means.${act}`)}</p>
    </ActDialog>
  )
}
