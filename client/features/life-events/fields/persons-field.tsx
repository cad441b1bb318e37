import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../../../server/contract/search.ts'
import { findItems } from '../../../api/find-items.ts'
import styles from '../../../ui/dialog-form.module.css'
import { FoundField } from '../../../ui/found-field.tsx'

/** Somebody who can be chosen, by a masked name. */
export interface Candidate {
  id: number
  name: string
}

export interface PersonsDraft {
  chosen: readonly number[]
  /** Who was found beside those who are offered. */
  found: readonly Candidate[]
}

export const nobodyChosen: PersonsDraft = { chosen: [], found: [] }

/** Names of those who are chosen. */
export const namesOf = (candidates: readonly Candidate[], { chosen, found }: PersonsDraft) =>
  uniquely([...candidates, ...found])
    .filter(({ id }) => chosen.includes(id))
    .map(({ name }) => name)

interface PersonsFieldProps {
  label: string
  /** Who is known to be likely. */
  candidates: readonly Candidate[]
  draft: PersonsDraft
  onChange: (draft: PersonsDraft) => void
}

/** Persons out of those who are likely, or found by name or number. */
export function PersonsField({ label, candidates, draft, onChange }: PersonsFieldProps) {
  const { t } = useTranslation()
  const offered = uniquely([...candidates, ...draft.found])
  const add = (item: SearchItem | undefined) => {
    if (!item) return
    onChange({
      chosen: [...new Set([...draft.chosen, item.id])],
      found: [...draft.found, { id: item.id, name: item.label || `#${item.id}` }],
    })
  }
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {offered.length > 0 && (
        <Checkbox.Group
          onChange={(chosen) => onChange({ ...draft, chosen })}
          options={offered.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...draft.chosen]}
        />
      )}
      <FoundField
        find={findItems}
        kind="person"
        label={t('acts:somebodyElse')}
        onChange={add}
        placeholder={t('acts:whoExample')}
        value={undefined}
      />
    </fieldset>
  )
}

const uniquely = (candidates: readonly Candidate[]) => [
  ...new Map(candidates.map((one) => [one.id, one])).values(),
]
