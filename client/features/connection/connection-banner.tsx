import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import styles from './connection-banner.module.css'
import { useConnection } from './use-connection.ts'

/** Stands over the map for as long as the server does not answer; what is on screen stays there. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  const { isLost, isChecking, retry } = useConnection()
  return (
    <div className={styles.place} role="alert">
      {isLost && (
        <div className={styles.banner}>
          <Icon name="offline" />
          <p>
            <strong>{t('problems:offline.title')}</strong> {t('problems:offline.detail')}
          </p>
          <Button loading={isChecking} onClick={retry} size="small">
            {t('problems:retry')}
          </Button>
        </div>
      )}
    </div>
  )
}
