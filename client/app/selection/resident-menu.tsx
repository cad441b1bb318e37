import { useTranslation } from 'react-i18next'
import type { Household, HouseholdMember } from '../../../server/contract/buildings.ts'
import { PersonMenu } from '../../features/persons/person-menu.tsx'
import { type PersonAct, personActs, useOpenAct } from '../acts/open-act.ts'
import { useMayRecord } from '../acts/use-may-record.ts'

interface ResidentMenuProps {
  member: HouseholdMember
  household: Household
}

/** What can be done about a member of a household: life events, history, the rights of residents. */
export function ResidentMenu({ member, household }: ResidentMenuProps) {
  const { t } = useTranslation()
  const mayRecord = useMayRecord()
  const open = useOpenAct()
  const acts = mayRecord && !member.isRestricted ? listActs(member, household) : []
  const title = t('residences:title.history', { name: member.name ?? '' })
  return (
    <PersonMenu
      before={[
        ...acts.map((kind) => ({
          key: kind,
          label: t(`acts:menu.${kind}`),
          onClick: () => open({ about: 'person', kind, member }),
        })),
        {
          key: 'history',
          label: t('residences:menu'),
          onClick: () => open({ about: 'history', title, subject: { person: member.personId } }),
        },
      ]}
      member={member}
      onAsk={(kind) => open({ about: 'rights', kind, member })}
    />
  )
}

/** Youngest age of which a ten-year band may be of somebody who marries. */
const marryingAge = 20

/** Without what cannot be: children do not marry, and the head's spouse is married already. */
function listActs(
  { relationToHead, ageBand }: HouseholdMember,
  { members }: Household,
): readonly PersonAct[] {
  const isChild = ageBand !== null && Number.parseInt(ageBand, 10) < marryingAge
  const hasSpouse = members.some((one) => one.relationToHead === 'spouse')
  const isMarried = relationToHead === 'spouse' || (relationToHead === 'head' && hasSpouse)
  return personActs.filter((kind) => {
    if (kind === 'marriage') return !isChild && !isMarried
    return kind !== 'divorce' || !isChild
  })
}
