import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../../server/contract/buildings.ts'
import type { RelationToHead } from '../../../../server/contract/vocabulary.ts'
import { NewPersonFields, nobodyYet, toNewPerson } from '../fields/new-person-fields.tsx'
import { RelationSelect } from '../fields/relation-select.tsx'
import { ActFrame } from '../frame/act-frame.tsx'
import { actOn } from '../frame/life-act.ts'
import { nameOf } from '../frame/record-lines.ts'

interface BirthFormProps {
  member: HouseholdMember
  onClose: () => void
}

/** What a child of this parent most likely is to the head. */
const relationOfChild: Partial<Record<RelationToHead, RelationToHead>> = {
  ...{ head: 'child', spouse: 'child', child: 'grandchild', 'child-in-law': 'grandchild' },
  ...{ parent: 'sibling', unrelated: 'unrelated' },
}

/** A child is born, and belongs to the household of the parent. */
export function BirthForm({ member, onClose }: BirthFormProps) {
  const { t } = useTranslation()
  const { personId } = member
  const [child, setChild] = useState(nobodyYet)
  const [relationToHead, setRelation] = useState<RelationToHead>(
    relationOfChild[member.relationToHead ?? 'unrelated'] ?? 'other-relative',
  )
  return (
    <ActFrame
      of={{ personId }}
      onClose={onClose}
      title={t('acts:title.birth', { name: nameOf(member) })}
      toAct={(event) => {
        const person = toNewPerson({ ...child, birthDate: event.happenedOn })
        if (!person) return undefined
        const { birthDate: _, ...named } = person
        return actOn('person', personId, 'birth', { ...event, ...named, relationToHead })
      }}
      toMine={() => ({ newcomer: t(`vocabulary:relation.${relationToHead}`) })}
    >
      {() => (
        <NewPersonFields draft={child} hasBirthDate={false} onChange={setChild}>
          <RelationSelect
            label={t('acts:relation')}
            onChange={setRelation}
            value={relationToHead}
          />
        </NewPersonFields>
      )}
    </ActFrame>
  )
}
