import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DwellingCell } from '../../../../server/contract/buildings.ts'
import type { Arrival } from '../../../../server/contract/life-events.ts'
import type { RelationToHead } from '../../../../server/contract/vocabulary.ts'
import styles from '../../../ui/dialog-form.module.css'
import { LinkButton } from '../../../ui/link-button.tsx'
import {
  NewPersonFields,
  nobodyYet,
  type PersonDraft,
  toNewPerson,
} from '../fields/new-person-fields.tsx'
import { RelationSelect } from '../fields/relation-select.tsx'
import { ActFrame } from '../frame/act-frame.tsx'
import { arrivalOf } from '../frame/life-act.ts'

interface MemberDraft {
  key: number
  person: PersonDraft
  relationToHead: RelationToHead
}

interface ArrivalFormProps {
  dwelling: DwellingCell
  onClose: () => void
}

/** A household that is new to the registry comes to live in the dwelling, the head first. */
export function ArrivalForm({ dwelling, onClose }: ArrivalFormProps) {
  const { t } = useTranslation()
  const { dwellingId, label } = dwelling
  const [members, setMembers] = useState<readonly MemberDraft[]>([
    { key: 0, person: nobodyYet, relationToHead: 'head' },
  ])
  const change = (changed: MemberDraft) =>
    setMembers(members.map((one) => (one.key === changed.key ? changed : one)))
  const add = () => {
    const key = Math.max(...members.map((one) => one.key)) + 1
    setMembers([...members, { key, person: nobodyYet, relationToHead: 'child' }])
  }
  return (
    <ActFrame
      of={{}}
      onClose={onClose}
      title={t('acts:title.arrival', { label })}
      toAct={(event) => {
        const arriving = toMembers(members)
        return arriving && arrivalOf({ ...event, dwellingId, members: arriving })
      }}
      toMine={() => ({})}
    >
      {() => (
        <>
          {members.map((member, place) => (
            <fieldset className={styles.part} key={member.key}>
              <legend>
                {place === 0
                  ? t('vocabulary:relation.head')
                  : t('acts:memberNumber', { number: place + 1 })}
                {place > 0 && (
                  <LinkButton
                    onClick={() => setMembers(members.filter(({ key }) => key !== member.key))}
                  >
                    {t('acts:remove')}
                  </LinkButton>
                )}
              </legend>
              <NewPersonFields
                draft={member.person}
                onChange={(person) => change({ ...member, person })}
              >
                {place > 0 && (
                  <RelationSelect
                    label={t('acts:relation')}
                    onChange={(relationToHead) => change({ ...member, relationToHead })}
                    value={member.relationToHead}
                  />
                )}
              </NewPersonFields>
            </fieldset>
          ))}
          <Button onClick={add} size="small">
            {t('acts:addMember')}
          </Button>
        </>
      )}
    </ActFrame>
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
