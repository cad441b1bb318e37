import type { HouseholdMember } from '../../../server/contract/buildings.ts'
import { CorrectionDialog } from './correction-dialog.tsx'
import { ErasureDialog } from './erasure-dialog.tsx'
import { ReportDialog } from './report-dialog.tsx'
import { RestrictionDialog } from './restriction-dialog.tsx'

/** What a resident may ask for. */
export const rightsAsked = ['report', 'correct', 'restrict', 'erase'] as const
export type RightsAsked = (typeof rightsAsked)[number]

interface RightsDialogProps {
  what: RightsAsked
  member: HouseholdMember
  onClose: () => void
}

/** The dialog for what a resident has asked for. */
export function RightsDialog({ what, member, onClose }: RightsDialogProps) {
  const { personId, isRestricted } = member
  const about = { name: member.name ?? '', personId, onClose }
  switch (what) {
    case 'report':
      return <ReportDialog onClose={onClose} personId={personId} />
    case 'correct':
      return <CorrectionDialog {...about} />
    case 'restrict':
      return <RestrictionDialog {...about} isRestricted={isRestricted} />
    case 'erase':
      return <ErasureDialog {...about} />
  }
}
