import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AccountSession } from '../../server/contract/accounts.ts'
import { useFormatters } from '../i18n/use-formatters.ts'
import styles from './session-list.module.css'

interface SessionListProps {
  sessions: readonly AccountSession[]
  isBusy: boolean
  onEnd: (id: number) => void
}

/** Open sessions: where from, since when, last used; each can be ended but the one that looks. */
export function SessionList({ sessions, isBusy, onEnd }: SessionListProps) {
  const { t } = useTranslation()
  const { moment } = useFormatters()
  if (sessions.length === 0) return <p className={styles.none}>{t('session:noSessions')}</p>
  return (
    <ul className={styles.sessions}>
      {sessions.map(({ id, address, createdAt, lastSeenAt, isCurrent }) => (
        <li key={id}>
          <div>
            <b>{address ?? t('session:addressUnknown')}</b>
            {isCurrent && <span className={styles.current}>{t('session:current')}</span>}
            <p>{t('session:since', { from: moment(createdAt), last: moment(lastSeenAt) })}</p>
          </div>
          {!isCurrent && (
            <Button disabled={isBusy} onClick={() => onEnd(id)}>
              {t('session:end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
