import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DwellingCell } from '../../../server/contract/buildings.ts'
import type { Arrival } from '../../../server/contract/life-events.ts'
import { type RelationToHead, relationsToHead } from '../../../server/contract/vocabulary.ts'
import styles from '../../ui/dialog-form.module.css'
import { LinkButton } from '../../ui/link-button.tsx'
import { EventFields, toLifeEvent, useLifeEventDraft } from './event-fields.tsx'
import { MovingFrame } from './moving-frame.tsx'
import { NewPersonFields, nobodyYet, type PersonDraft, toNewPerson } from './new-person-fields.tsx'

interface MemberDraft {
  key: number
  person: PersonDraft
  relationToHead: RelationToHead
}

interface ArrivalDialogProps {
  dwelling: DwellingCell
  onClose: () => void
}

/** A household that is new to the registry comes to live in the dwelling, the head first. */
export function ArrivalDialog({ dwelling, onClose }: ArrivalDialogProps) {
  const { t } = useTranslation()
  const [members, setMembers] = useState<readonly MemberDraft[]>([
    { key: 0, person: nobodyYet, relationToHead: 'head' },
  ])
  const [event, setEvent] = useLifeEventDraft()
  const change = (changed: MemberDraft) =>
    setMembers(members.map((one) => (one.key === changed.key ? changed : one)))
  const add = () => {
    const key = Math.max(...members.map((one) => one.key)) + 1
    setMembers([...members, { key, person: nobodyYet, relationToHead: 'child' }])
  }
  const lifeEvent = toLifeEvent(event)
  const arriving = toMembers(members)
  const body = lifeEvent &&
    arriving && { ...lifeEvent, dwellingId: dwelling.dwellingId, members: arriving }
  return (
    <MovingFrame
      act={body && { kind: 'arrival', body }}
      onClose={onClose}
      title={t('residences:title.arrival', { label: dwelling.label })}
    >
      {members.map((member, place) => (
        <fieldset className={styles.part} key={member.key}>
          <legend>
            {place === 0 ? (
              t('vocabulary:relation.head')
            ) : (
              <>
                <Select
                  aria-label={t('residences:relation')}
                  onChange={(relationToHead) => change({ ...member, relationToHead })}
                  options={relationsToHead
                    .filter((one) => one !== 'head')
                    .map((one) => ({ value: one, label: t(`vocabulary:relation.${one}`) }))}
                  value={member.relationToHead}
                />{' '}
                <LinkButton
                  onClick={() => setMembers(members.filter(({ key }) => key !== member.key))}
                >
                  {t('residences:remove')}
                </LinkButton>
              </>
            )}
          </legend>
          <NewPersonFields
            draft={member.person}
            onChange={(person) => change({ ...member, person })}
          />
        </fieldset>
      ))}
      <Button onClick={add} size="small">
        {t('residences:addMember')}
      </Button>
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

/** Undefined while one of them is not complete. */
function toMembers(members: readonly MemberDraft[]): Arrival['members'] | undefined {
  const persons = members.flatMap(({ person, relationToHead }) => {
    const known = toNewPerson(person)
    return known ? [{ ...known, relationToHead }] : []
  })
  return persons.length === members.length ? persons : undefined
}
