import { useTranslation } from 'react-i18next'
import {
  isRevealable,
  type PersonField,
  permissions,
  personFields,
} from '../../../server/contract/access.ts'
import type { AccessRoles } from '../../../server/contract/accounts.ts'
import { useAccessRoles } from './access-queries.ts'
import styles from './accounts.module.css'
import { ScrollBox } from './scroll-box.tsx'
import { Section } from './section.tsx'

type RoleRights = AccessRoles['items'][number]

/** What each role may do and which fields of a person it sees: one readable table. */
export function RolesSection() {
  const { t } = useTranslation()
  return (
    <Section
      hint={t('accounts:rolesHint')}
      query={useAccessRoles()}
      title={t('accounts:section.roles')}
    >
      {({ items }) => (
        <ScrollBox label={t('accounts:section.roles')}>
          <table className={styles.matrix}>
            <thead>
              <tr>
                <td />
                {items.map(({ role }) => (
                  <th key={role} scope="col">
                    {t(`vocabulary:role.${role}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t('accounts:reach')}</th>
                {items.map(({ role, areaLevel }) => (
                  <td key={role}>
                    {areaLevel ? t(`accounts:ownArea.${areaLevel}`) : t('session:wholeCity')}
                  </td>
                ))}
              </tr>
              <GroupRow columns={items.length} title={t('accounts:mayDo')} />
              {permissions.map((permission) => (
                <tr key={permission}>
                  <th scope="row">{t(`accounts:permission.${permission}`)}</th>
                  {items.map((rights) => (
                    <td key={rights.role}>
                      <Mark
                        isSet={rights.permissions.includes(permission)}
                        text={t('accounts:yes')}
                      />
                    </td>
                  ))}
                </tr>
              ))}
              <GroupRow columns={items.length} title={t('accounts:seesFields')} />
              {personFields.map((field) => (
                <tr key={field}>
                  <th scope="row">{t(`accounts:field.${field}`)}</th>
                  {items.map((rights) => (
                    <td key={rights.role}>
                      <FieldMark field={field} rights={rights} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Section>
  )
}

function GroupRow({ title, columns }: { title: string; columns: number }) {
  return (
    <tr>
      <th className={styles.group} colSpan={columns + 1} scope="colgroup">
        {title}
      </th>
    </tr>
  )
}

function FieldMark({ rights, field }: { rights: RoleRights; field: PersonField }) {
  const { t } = useTranslation()
  if (rights.role === 'department-user') return t('accounts:byDepartment')
  const right = rights.fields.find((one) => one.field === field)
  if (right?.mayReveal) return <Mark isSet text={t('accounts:revealsLong')} />
  if (!right) return <Mark isSet={false} text="" />
  return t(isRevealable(field) ? 'accounts:seesMasked' : 'accounts:sees')
}

function Mark({ isSet, text }: { isSet: boolean; text: string }) {
  return isSet ? (
    <span className={styles.strong}>{text}</span>
  ) : (
    <span className={styles.none}>–</span>
  )
}
