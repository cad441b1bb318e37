import { Checkbox } from 'antd'
import type { HouseholdMember } from '../../../../server/contract/buildings.ts'
import styles from '../../../ui/dialog-form.module.css'
import { nameOf } from '../frame/record-lines.ts'

interface GoersFieldProps {
  label: string
  members: readonly HouseholdMember[]
  goers: readonly number[]
  onChange: (goers: number[]) => void
}

/** Who of a household goes. */
export function GoersField({ label, members, goers, onChange }: GoersFieldProps) {
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <Checkbox.Group
        onChange={onChange}
        options={members.map((member) => ({ value: member.personId, label: nameOf(member) }))}
        value={[...goers]}
      />
    </fieldset>
  )
}
