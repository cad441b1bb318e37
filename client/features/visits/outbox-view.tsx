import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { StateView } from '../../ui/state-view.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { BothVersions } from './both-versions.tsx'
import styles from './entry-card.module.css'
import type { OutboxEntry } from './outbox/outbox-entry.ts'
import { useOutbox } from './outbox/use-outbox.ts'
import badge from './state-badge.module.css'
import { StateLine } from './state-line.tsx'

/** What this device has written and the server has not simply taken. */
export function OutboxView() {
  const { t } = useTranslation()
  const { shown } = useOutbox()
  return (
    <div className={styles.view}>
      <StateLine />
      {shown.entries.length === 0 && (
        <StateView
          detail={t('visits:outboxEmptyWhy')}
          icon="check"
          title={t('visits:outboxEmpty')}
        />
      )}
      <ul>
        {shown.entries.map((entry) => (
          <li key={entry.id}>
            <EntryCard entry={entry} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** One entry: what it says, what the server says, and what can be done. */
function EntryCard({ entry }: { entry: OutboxEntry }) {
  const { t } = useTranslation()
  const { moment } = useFormatters()
  const toText = useProblemText()
  const { retry, discard } = useOutbox()
  const { place, state, operation, writtenAt, problemCode, visit } = entry
  return (
    <article aria-label={place} className={styles.card}>
      <header>
        <h3>{place}</h3>
        <em className={badge.badge} data-state={state}>
          {t(`visits:state.${state}`)}
        </em>
      </header>
      <p>
        {moment(writtenAt)} · {t(`visits:outcome.${operation.outcome}`)}
        {operation.isVerified && ` · ${t('visits:verified')}`}
      </p>
      {operation.notes && <p>{operation.notes}</p>}
      {state === 'refused' && (
        <p role="alert">{toText({ code: problemCode ?? '', status: 400 })}</p>
      )}
      {state === 'clash' && <p>{t('visits:clashWhy')}</p>}
      {visit && <BothVersions visit={visit} />}
      <footer>
        {state === 'refused' && (
          <Button onClick={() => void retry(entry)} size="large">
            {t('visits:sendAgain')}
          </Button>
        )}
        {state === 'clash' ? (
          <Button onClick={() => void discard(entry)} size="large">
            {t('visits:understood')}
          </Button>
        ) : (
          <Popconfirm
            cancelText={t('visits:keep')}
            okText={t('visits:discard')}
            onConfirm={() => void discard(entry)}
            title={t('visits:discardWhy')}
          >
            <Button danger size="large" type="text">
              {t('visits:discard')}
            </Button>
          </Popconfirm>
        )}
      </footer>
    </article>
  )
}
