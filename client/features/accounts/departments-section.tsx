import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isRevealable, type PersonField, personFields } from '../../../server/contract/access.ts'
import type { Department } from '../../../server/contract/accounts.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { useDepartments, useUpdateDepartment } from './access-queries.ts'
import styles from './accounts.module.css'
import { NewDepartment } from './new-department.tsx'
import { ScrollBox } from './scroll-box.tsx'
import { Section } from './section.tsx'

/** Which fields of a person each department needs, as a matrix of checkboxes. */
export function DepartmentsSection() {
  const { t } = useTranslation()
  const [isCreating, setCreating] = useState(false)
  return (
    <Section
      hint={t('accounts:departmentsHint')}
      query={useDepartments()}
      title={t('accounts:section.departments')}
      tools={
        <Button onClick={() => setCreating(true)} type="primary">
          {t('accounts:createDepartment')}
        </Button>
      }
    >
      {({ items }) => (
        <>
          <ScrollBox label={t('accounts:section.departments')}>
            <table className={styles.matrix}>
              <thead>
                <tr>
                  <th scope="col">{t('accounts:department')}</th>
                  {personFields.map((field) => (
                    <th key={field} scope="col">
                      {t(`accounts:field.${field}`)}
                    </th>
                  ))}
                  <td />
                </tr>
              </thead>
              <tbody>
                {items.map((department) => (
                  <DepartmentRow department={department} key={department.id} />
                ))}
              </tbody>
            </table>
          </ScrollBox>
          <NewDepartment isOpen={isCreating} onClose={() => setCreating(false)} />
        </>
      )}
    </Section>
  )
}

function DepartmentRow({ department }: { department: Department }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Department>()
  const save = useUpdateDepartment()
  // A newer revision from the server wins over what was drawn on an older one.
  const shown = draft?.revision === department.revision ? draft : department
  const isChanged = JSON.stringify(shown.fields) !== JSON.stringify(department.fields)
  return (
    <tr>
      <th scope="row">
        {department.name}
        <div className={styles.quiet}>
          {t('accounts:accountCount', { count: department.accountCount })}
        </div>
      </th>
      {personFields.map((field) => (
        <td key={field}>
          <FieldCell department={shown} field={field} onChange={setDraft} />
        </td>
      ))}
      <td>
        {isChanged && (
          <Button loading={save.isPending} onClick={() => save.mutate(shown)} type="primary">
            {t('accounts:save')}
          </Button>
        )}
        <ProblemText problem={save.error && toApiProblem(save.error)} />
      </td>
    </tr>
  )
}

interface FieldCellProps {
  department: Department
  field: PersonField
  onChange: (department: Department) => void
}

/** Whether the department sees the field, and whether it may reveal it in clear. */
function FieldCell({ department, field, onChange }: FieldCellProps) {
  const { t } = useTranslation()
  const right = department.fields.find((one) => one.field === field)
  const canBeMasked = isRevealable(field)
  const about = { department: department.name, field: t(`accounts:field.${field}`) }
  const set = (next: { mayReveal: boolean } | undefined) => {
    const fields = personFields.flatMap((name) => {
      if (name === field) return next ? [{ field, ...next }] : []
      return department.fields.filter((one) => one.field === name)
    })
    onChange({ ...department, fields })
  }
  return (
    <div className={styles.cell}>
      <Checkbox
        aria-label={t('accounts:seesField', about)}
        checked={right !== undefined}
        onChange={({ target }) => set(target.checked ? { mayReveal: false } : undefined)}
      >
        {t(canBeMasked ? 'accounts:seesMasked' : 'accounts:sees')}
      </Checkbox>
      {canBeMasked && (
        <Checkbox
          aria-label={t('accounts:revealsField', about)}
          checked={right?.mayReveal ?? false}
          disabled={!right}
          onChange={({ target }) => set({ mayReveal: target.checked })}
        >
          {t('accounts:reveals')}
        </Checkbox>
      )}
    </div>
  )
}
