import { useTranslation } from 'react-i18next'
import type { Household } from '../../../server/contract/buildings.ts'
import { ActsMenu } from '../../ui/acts-menu.tsx'
import { householdActs, useOpenAct } from '../acts/open-act.ts'
import { useMayRecord } from '../acts/use-may-record.ts'

/** What can be done about a household as such: nothing where somebody lives alone. */
export function HouseholdMenu({ household }: { household: Household }) {
  const { t } = useTranslation()
  const mayRecord = useMayRecord()
  const open = useOpenAct()
  if (!mayRecord || household.members.length < 2) return null
  return (
    <ActsMenu
      items={householdActs.map((kind) => ({
        key: kind,
        label: t(`acts:menu.${kind}`),
        onClick: () => open({ about: 'household', kind, household }),
      }))}
      label={t('acts:aboutHousehold')}
    />
  )
}
