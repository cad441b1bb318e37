import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit, VisitDecision } from '../../../server/contract/visits.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { BothVersions } from './both-versions.tsx'
import styles from './entry-card.module.css'
import { SettleDialog } from './settle-dialog.tsx'
import badge from './state-badge.module.css'

/** One visit that waits for somebody: what it says, where to put the register right, and how it ends. */
export function OpenVisitCard({ visit, onGo }: { visit: Visit; onGo: () => void }) {
  const { t } = useTranslation()
  const { moment } = useFormatters()
  const [decision, setDecision] = useState<VisitDecision>()
  const { address, by, visitedAt, outcome, isVerified, notes, isClash, findings } = visit
  return (
    <article aria-label={address} className={styles.card}>
      <header>
        <h3>{address}</h3>
        <em className={badge.badge} data-state={isClash ? 'clash' : 'finding'}>
          {isClash ? t('visits:state.clash') : t('visits:different')}
        </em>
      </header>
      <p>
        {moment(visitedAt)} · {by} · {t(`visits:outcome.${outcome}`)}
        {isVerified && ` · ${t('visits:verified')}`}
      </p>
      {findings.length > 0 && (
        <ul>
          {findings.map(({ kind, name, personId, note }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: findings have no name but their place
            <li key={place}>
              <b>{t(`visits:finding.${kind}`)}</b>{' '}
              {[personId !== null && (name ?? t('visits:somebody')), note]
                .filter(Boolean)
                .join(' · ')}
            </li>
          ))}
        </ul>
      )}
      {notes && <p>{notes}</p>}
      {isClash && <BothVersions visit={visit} />}
      <footer>
        <Button onClick={onGo} size="large">
          {t('visits:goThere')}
        </Button>
        <Button onClick={() => setDecision('visit-stands')} size="large">
          {t('visits:decide.visit-stands')}
        </Button>
        <Button onClick={() => setDecision('record-stands')} size="large">
          {t('visits:decide.record-stands')}
        </Button>
      </footer>
      {decision && (
        <SettleDialog
          decision={decision}
          onClose={() => setDecision(undefined)}
          visitId={visit.id}
        />
      )}
    </article>
  )
}
