import { useTranslation } from 'react-i18next'
import type { RoundStop } from '../../../server/contract/visits.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { Icon } from '../../ui/icon.tsx'
import type { OutboxEntry } from './outbox/outbox-entry.ts'
import styles from './round-row.module.css'
import badge from './state-badge.module.css'

interface RoundRowProps {
  stop: RoundStop
  /** What this device has written about it. */
  entry: OutboxEntry | undefined
  onOpen: () => void
}

/** One door: where, whose, when somebody was there last. */
export function RoundRow({ stop, entry, onOpen }: RoundRowProps) {
  const { t } = useTranslation()
  const { members, label } = stop
  const head = members[0]?.name
  return (
    <button className={styles.row} data-household={stop.householdId} onClick={onOpen} type="button">
      <b>{label}</b>
      <span className={styles.who}>
        <span>
          {head
            ? t('visits:household', { name: head, count: members.length })
            : t('visits:persons', { count: members.length })}
        </span>
        <small>
          <LastTime stop={stop} />
        </small>
      </span>
      {entry && (
        <em className={badge.badge} data-state={entry.state}>
          {t(`visits:state.${entry.state}`)}
        </em>
      )}
      <Icon name="chevron" size={16} />
    </button>
  )
}

function LastTime({ stop: { lastVisit, verifiedOn } }: { stop: RoundStop }) {
  const { t } = useTranslation()
  const { date, moment } = useFormatters()
  const verified = verifiedOn && t('visits:verifiedOn', { day: date(verifiedOn) })
  const visited =
    lastVisit &&
    t('visits:lastVisit', {
      moment: moment(lastVisit.at),
      outcome: t(`visits:outcome.${lastVisit.outcome}`),
    })
  return <>{[visited, verified].filter(Boolean).join(' · ') || t('visits:never')}</>
}
