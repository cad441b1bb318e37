import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Household, HouseholdMember } from '../../../server/contract/buildings.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { Icon } from '../../ui/icon.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import styles from './household-members.module.css'
import { useHousehold } from './household-queries.ts'

/** How a member's personal fields are shown, and what can be done: not this feature's to know. */
export interface MemberParts {
  name: (member: HouseholdMember) => ReactNode
  fields: (member: HouseholdMember) => ReactNode
  menu: (member: HouseholdMember, household: Household) => ReactNode
  householdMenu: (household: Household) => ReactNode
}

interface HouseholdMembersProps {
  householdId: number
  parts: MemberParts
}

/** The members of a household, the head first, each with the relation to the head. */
export function HouseholdMembers({ householdId, parts }: HouseholdMembersProps) {
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
        {parts.householdMenu(data)}
      </h4>
      <ul aria-label={t('households:members')}>
        {data.members.map((member) => (
          <Member household={data} key={member.personId} member={member} parts={parts} />
        ))}
      </ul>
    </div>
  )
}

interface MemberProps {
  household: Household
  member: HouseholdMember
  parts: MemberParts
}

function Member({ household, member, parts }: MemberProps) {
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
      <b>{parts.name(member)}</b>
      <span>
        {[
          member.relationToHead && t(`vocabulary:relation.${member.relationToHead}`),
          member.sex && t(`vocabulary:sex.${member.sex}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {member.isRegisteredElsewhere && (
        <span className={styles.elsewhere}>{t('households:elsewhere')}</span>
      )}
      {member.isRestricted && (
        <span className={styles.elsewhere}>{t('households:restricted')}</span>
      )}
      {parts.menu(member, household)}
      {parts.fields(member)}
      <small>{residences.join(t('households:separator'))}</small>
    </li>
  )
}
