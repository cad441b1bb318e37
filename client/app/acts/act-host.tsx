import { type ComponentType, type ReactNode, useState } from 'react'
import type {
  DwellingCell,
  Household,
  HouseholdMember,
} from '../../../server/contract/buildings.ts'
import { ArrivalForm } from '../../features/life-events/forms/arrival-form.tsx'
import { BirthForm } from '../../features/life-events/forms/birth-form.tsx'
import { DivorceForm } from '../../features/life-events/forms/divorce-form.tsx'
import { HeadForm } from '../../features/life-events/forms/head-form.tsx'
import { LeaseBeginForm } from '../../features/life-events/forms/lease-begin-form.tsx'
import { LeaseEndForm } from '../../features/life-events/forms/lease-end-form.tsx'
import { LeaveForm } from '../../features/life-events/forms/leave-form.tsx'
import { MarriageForm } from '../../features/life-events/forms/marriage-form.tsx'
import { MoveInForm } from '../../features/life-events/forms/move-in-form.tsx'
import { RegistrationForm } from '../../features/life-events/forms/registration-form.tsx'
import { SaleForm } from '../../features/life-events/forms/sale-form.tsx'
import { SplitForm } from '../../features/life-events/forms/split-form.tsx'
import { RightsDialog } from '../../features/persons/rights-dialog.tsx'
import { HistoryDialog } from '../../features/residences/history-dialog.tsx'
import {
  type DwellingAct,
  type HouseholdAct,
  type OpenAct,
  OpenActContext,
  type PersonAct,
} from './open-act.ts'

/**
 * Holds the form of the act that was begun. It stands outside of the panels: what others change
 * takes rows and whole panels away, but nothing that somebody has typed.
 */
export function ActHost({ children }: { children: ReactNode }) {
  const [act, setAct] = useState<OpenAct>()
  return (
    <OpenActContext value={setAct}>
      {children}
      {act && <ActForm act={act} onClose={() => setAct(undefined)} />}
    </OpenActContext>
  )
}

type Form<Subject> = ComponentType<Subject & { onClose: () => void }>

const personForms: Record<PersonAct, Form<{ member: HouseholdMember }>> = {
  move: (props) => <LeaveForm {...props} kind="move" />,
  'move-out': (props) => <LeaveForm {...props} kind="move-out" />,
  death: (props) => <LeaveForm {...props} kind="death" />,
  'register-at': RegistrationForm,
  marriage: MarriageForm,
  divorce: DivorceForm,
  birth: BirthForm,
}
const householdForms: Record<HouseholdAct, Form<{ household: Household }>> = {
  'change-head': HeadForm,
  split: SplitForm,
}
const dwellingForms: Record<DwellingAct, Form<{ dwelling: DwellingCell; buildingId: number }>> = {
  'move-in': MoveInForm,
  arrival: ArrivalForm,
  'lease-begin': LeaseBeginForm,
  'lease-end': LeaseEndForm,
  sale: SaleForm,
}

function ActForm({ act, onClose }: { act: OpenAct; onClose: () => void }) {
  switch (act.about) {
    case 'person': {
      const Found = personForms[act.kind]
      return <Found member={act.member} onClose={onClose} />
    }
    case 'household': {
      const Found = householdForms[act.kind]
      return <Found household={act.household} onClose={onClose} />
    }
    case 'dwelling': {
      const Found = dwellingForms[act.kind]
      return <Found buildingId={act.buildingId} dwelling={act.dwelling} onClose={onClose} />
    }
    case 'rights':
      return <RightsDialog member={act.member} onClose={onClose} what={act.kind} />
    case 'history':
      return <HistoryDialog onClose={onClose} subject={act.subject} title={act.title} />
  }
}
