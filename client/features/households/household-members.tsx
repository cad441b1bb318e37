import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../server/contract/buildings.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { Icon } from '../../ui/icon.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import styles from './household-members.module.css'
import { useHousehold } from './household-queries.ts'

/** The members of a household, the head first, each with the relation to the head. */
export function HouseholdMembers({ householdId }: { householdId: number }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useHousehold(householdId)
  if (!data && error) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!data) return <RowsSkeleton label={t('shell:loading')} rows={3} />
  return (
    <div className={styles.household}>
      <h4>
        {t(`households:kind.${data.kind}`)} ·{' '}
        {t('households:persons', { count: data.members.length })}
        <Tooltip title={t('households:maskedWhy')}>
          <span aria-label={t('households:maskedWhy')} className={styles.lock} role="img">
            <Icon name="lock" size={14} />
          </span>
        </Tooltip>
      </h4>
      <ul aria-label={t('households:members')}>
        {data.members.map((member) => (
          <Member key={member.personId} member={member} />
        ))}
      </ul>
    </div>
  )
}

function Member({ member }: { member: HouseholdMember }) {
  const { t } = useTranslation()
  const { date } = useFormatters()
  const bySince = Map.groupBy(member.residences, ({ from }) => from)
  const residences = [...bySince].map(([from, links]) => {
    const kind = links
      .map((link) => t(`vocabulary:residence.${link.kind}`))
      .join(t('households:separator'))
    return from ? t('households:residenceSince', { kind, date: date(from) }) : kind
  })
  return (
    <li>
      <b>{member.name}</b>
      <span>
        {[
          t(`vocabulary:relation.${member.relationToHead}`),
          t(`vocabulary:sex.${member.sex}`),
          member.ageBand && t('households:age', { band: member.ageBand }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {member.isRegisteredElsewhere && (
        <span className={styles.elsewhere}>{t('households:elsewhere')}</span>
      )}
      <small>{residences.join(t('households:separator'))}</small>
    </li>
  )
}
