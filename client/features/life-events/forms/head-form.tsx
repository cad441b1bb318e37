import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Household } from '../../../../server/contract/buildings.ts'
import { noRelations, toMembers } from '../fields/relations.ts'
import { RelationsField } from '../fields/relations-field.tsx'
import { ActFrame } from '../frame/act-frame.tsx'
import type { Basis } from '../frame/basis.ts'
import { actOn } from '../frame/life-act.ts'

interface HeadFormProps {
  household: Household
  onClose: () => void
}

const membersOf = ({ household }: Basis) => household?.body.members ?? []

/** Another member becomes head, or relations are put right. */
export function HeadForm({ household: { id, dwelling }, onClose }: HeadFormProps) {
  const { t } = useTranslation()
  const [relations, setRelations] = useState(noRelations)
  return (
    <ActFrame
      of={{ householdId: id }}
      onClose={onClose}
      title={t('acts:title.change-head', { label: dwelling.label })}
      toAct={(event, basis) =>
        actOn('household', id, 'change-head', {
          ...event,
          members: toMembers(membersOf(basis), relations),
        })
      }
      toMine={(basis) =>
        Object.fromEntries(
          toMembers(membersOf(basis), relations).map(({ personId, relationToHead }) => [
            `member:${personId}`,
            t(`vocabulary:relation.${relationToHead}`),
          ]),
        )
      }
    >
      {(basis) => (
        <RelationsField
          headLabel={t('acts:newHead')}
          members={membersOf(basis)}
          onChange={setRelations}
          relations={relations}
        />
      )}
    </ActFrame>
  )
}
