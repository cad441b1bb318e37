import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './help-dialog.module.css'

const shortcuts = [
  { keys: ['/'], does: 'search' },
  { keys: ['W', 'A', 'S', 'D'], does: 'move' },
  { keys: ['←', '↑', '↓', '→'], does: 'move' },
  { keys: ['Q', 'E'], does: 'rotate' },
  { keys: ['R', 'F'], does: 'tilt' },
  { keys: ['+', '−'], does: 'zoom' },
  { keys: ['H'], does: 'home' },
  { keys: ['N'], does: 'north' },
  { keys: ['T'], does: 'tree' },
  { keys: ['?'], does: 'help' },
  { keys: ['Esc'], does: 'close' },
] as const

const mouse = ['drag', 'tilt', 'wheel', 'click'] as const

interface HelpDialogProps {
  isOpen: boolean
  onClose: () => void
}

/** Keys and mouse in two short tables. */
export function HelpDialog({ isOpen, onClose }: HelpDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      centered
      footer={null}
      onCancel={onClose}
      open={isOpen}
      title={t('help:title')}
      width={460}
    >
      <h3 className={styles.title}>{t('help:keys')}</h3>
      <dl className={styles.table}>
        {shortcuts.map(({ keys, does }) => (
          <div key={keys.join()}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`help:does.${does}`)}</dd>
          </div>
        ))}
      </dl>
      <h3 className={styles.title}>{t('help:mouse')}</h3>
      <dl className={styles.table}>
        {mouse.map((act) => (
          <div key={act}>
            <dt>{t(`help:act.${act}`)}</dt>
            <dd>{t(`help:acts.${act}`)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{t('help:lists')}</p>
    </Modal>
  )
}
