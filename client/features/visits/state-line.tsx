import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { Icon } from '../../ui/icon.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { useOutbox } from './outbox/use-outbox.ts'
import styles from './state-line.module.css'

/** "3 waiting, last sent 10:42", and why it does not go on. */
export function StateLine() {
  const { t } = useTranslation()
  const { time, moment } = useFormatters()
  const toText = useProblemText()
  const { shown, sendNow } = useOutbox()
  const count = shown.entries.filter(({ state }) => state === 'waiting').length
  const { lastSentAt, isSending, problem } = shown
  const isOffline = problem?.status === 0
  return (
    <div className={styles.line} data-waiting={count > 0 || undefined} role="status">
      <Icon name={isOffline ? 'offline' : 'check'} size={16} />
      <p>
        <b>
          {[
            count > 0 ? t('visits:waiting', { count }) : t('visits:nothingWaits'),
            lastSentAt &&
              t('visits:lastSent', { time: (isToday(lastSentAt) ? time : moment)(lastSentAt) }),
          ]
            .filter(Boolean)
            .join(t('visits:comma'))}
        </b>
        {problem && count > 0 && <small>{isOffline ? t('visits:offline') : toText(problem)}</small>}
      </p>
      {count > 0 && (
        <Button loading={isSending} onClick={sendNow}>
          {t('visits:sendNow')}
        </Button>
      )}
    </div>
  )
}

const isToday = (isoTime: string) => new Date(isoTime).toDateString() === new Date().toDateString()
