import { Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../server/contract/buildings.ts'
import { type RelationToHead, relationsToHead } from '../../../server/contract/vocabulary.ts'
import styles from '../../ui/dialog-form.module.css'
import { EventFields, toLifeEvent, useLifeEventDraft } from './event-fields.tsx'
import { MovingFrame } from './moving-frame.tsx'
import { NewPersonFields, nobodyYet, toNewPerson } from './new-person-fields.tsx'
import { useResidences } from './residence-queries.ts'

interface BirthDialogProps {
  parent: HouseholdMember
  onClose: () => void
}

/** What a child of this parent most likely is to the head. */
const relationOfChild: Partial<Record<RelationToHead, RelationToHead>> = {
  ...{ head: 'child', spouse: 'child', child: 'grandchild', 'child-in-law': 'grandchild' },
}

/** A child is born, and belongs to the household of the parent. */
export function BirthDialog({ parent, onClose }: BirthDialogProps) {
  const { t } = useTranslation()
  const relationId = useId()
  const { data } = useResidences({ person: parent.personId })
  const [child, setChild] = useState(nobodyYet)
  const [relationToHead, setRelation] = useState<RelationToHead>(
    relationOfChild[parent.relationToHead ?? 'unrelated'] ?? 'other-relative',
  )
  const [event, setEvent] = useLifeEventDraft()
  const lifeEvent = toLifeEvent(event)
  const person = toNewPerson({ ...child, birthDate: event.happenedOn })
  const act = () => {
    if (!data || !lifeEvent || !person) return undefined
    const { birthDate: _, ...named } = person
    const body = { ...lifeEvent, ...named, relationToHead }
    return { kind: 'birth' as const, personId: parent.personId, etag: data.etag, body }
  }
  return (
    <MovingFrame
      act={act()}
      onClose={onClose}
      title={t('residences:title.birth', { name: parent.name ?? '' })}
    >
      <NewPersonFields draft={child} hasBirthDate={false} onChange={setChild} />
      <div>
        <label htmlFor={relationId}>{t('residences:relation')}</label>
        <Select
          className={styles.field ?? ''}
          id={relationId}
          onChange={setRelation}
          options={relationsToHead
            .filter((one) => one !== 'head')
            .map((one) => ({ value: one, label: t(`vocabulary:relation.${one}`) }))}
          value={relationToHead}
        />
      </div>
      <EventFields
        draft={event}
        onChange={setEvent}
        reasons={(['told', 'seen', 'document'] as const).map((one) =>
          t(`residences:reasons.${one}`),
        )}
      />
    </MovingFrame>
  )
}
