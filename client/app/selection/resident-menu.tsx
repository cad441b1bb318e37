import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Household, HouseholdMember } from '../../../server/contract/buildings.ts'
import { PersonMenu } from '../../features/persons/person-menu.tsx'
import { BirthDialog } from '../../features/residences/birth-dialog.tsx'
import { HistoryDialog } from '../../features/residences/history-dialog.tsx'
import { LeaveDialog } from '../../features/residences/leave-dialog.tsx'
import { useCityState } from '../../state/use-city-state.ts'
import { useMay } from '../../state/use-session.ts'

type Act = 'move' | 'move-out' | 'birth' | 'death' | 'history'

interface ResidentMenuProps {
  member: HouseholdMember
  household: Household
}

/** What can be done about a member of a household: moving, history, and the rights of residents. */
export function ResidentMenu({ member, household }: ResidentMenuProps) {
  const { t } = useTranslation()
  const isPast = useCityState((state) => state.asOf !== undefined)
  const mayWrite = useMay('registry.write') && !isPast
  const [act, setAct] = useState<Act>()
  const acts: Act[] =
    mayWrite && !member.isRestricted
      ? ['move', 'move-out', 'birth', 'death', 'history']
      : ['history']
  const close = () => setAct(undefined)
  return (
    <>
      <PersonMenu
        before={acts.map((key) => ({
          key,
          label: t(`residences:menu.${key}`),
          onClick: () => setAct(key),
        }))}
        member={member}
      />
      {(act === 'move' || act === 'move-out' || act === 'death') && (
        <LeaveDialog household={household} kind={act} member={member} onClose={close} />
      )}
      {act === 'birth' && <BirthDialog onClose={close} parent={member} />}
      {act === 'history' && (
        <HistoryDialog
          onClose={close}
          subject={{ person: member.personId }}
          title={t('residences:title.history', { name: member.name ?? '' })}
        />
      )}
    </>
  )
}
