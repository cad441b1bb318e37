import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../../../server/contract/visits.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import styles from './visit-form.module.css'
import { useVisitsTo } from './visit-queries.ts'

const MOST_SHOWN = 5

/** The last visits to a household, read (and noted in the audit) when somebody opens them. */
export function EarlierVisits({ householdId }: { householdId: number }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useVisitsTo(householdId, isOpen)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('visits:earlier')}</summary>
      <ProblemText problem={error && toApiProblem(error)} />
      {isOpen && !data && !error && <RowsSkeleton label={t('shell:loading')} rows={2} />}
      {data?.items.length === 0 && <p>{t('visits:noneEarlier')}</p>}
      {data && (
        <ul className={styles.earlier}>
          {data.items.slice(0, MOST_SHOWN).map((visit) => (
            <EarlierVisit key={visit.id} visit={visit} />
          ))}
        </ul>
      )}
    </details>
  )
}

function EarlierVisit({ visit }: { visit: Visit }) {
  const { t } = useTranslation()
  const { moment } = useFormatters()
  const { visitedAt, by, outcome, isVerified, findings, notes } = visit
  const found = findings.map(({ kind, note }) =>
    [t(`visits:finding.${kind}`), note].filter(Boolean).join(' · '),
  )
  return (
    <li>
      <p>
        {t(`visits:outcome.${outcome}`)}
        {isVerified && ` · ${t('visits:verified')}`}
      </p>
      {[...found, ...(notes ? [notes] : [])].map((text) => (
        <p key={text}>{text}</p>
      ))}
      <small>
        {moment(visitedAt)} · {by}
      </small>
    </li>
  )
}
