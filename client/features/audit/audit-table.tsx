import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../../server/contract/audit.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import styles from './audit-page.module.css'

interface AuditTableProps {
  entries: readonly AuditEntry[]
  onAccount: (accountId: number) => void
  onPerson: (personId: number) => void
}

const columns = ['when', 'who', 'did', 'whom', 'fields', 'purpose', 'origin'] as const
const shownPersons = 4

/** One line an entry; accounts and persons lead to their own views. */
export function AuditTable({ entries, onAccount, onPerson }: AuditTableProps) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable
    <section aria-label={t('audit:list')} className={styles.scroller} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`audit:column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow entry={entry} key={entry.id} onAccount={onAccount} onPerson={onPerson} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function EntryRow({
  entry,
  onAccount,
  onPerson,
}: Pick<AuditTableProps, 'onAccount' | 'onPerson'> & { entry: AuditEntry }) {
  const { t, i18n } = useTranslation()
  const { exactMoment } = useFormatters()
  const { accountId, displayName, accountName, role, personIds, personCount } = entry
  const known = (key: string, fallback: string) => (i18n.exists(key) ? t(key) : fallback)
  const name = displayName ?? (accountName === '-' ? t('audit:anyone') : accountName)
  const cells = {
    when: exactMoment(entry.at),
    who: (
      <>
        {accountId === null ? (
          name
        ) : (
          <LinkButton onClick={() => onAccount(accountId)}>{name}</LinkButton>
        )}{' '}
        <small>{role === '-' ? '' : known(`vocabulary:role.${role}`, role)}</small>
      </>
    ),
    did: known(`audit:action.${entry.action}`, entry.action),
    whom: (
      <>
        {personIds.slice(0, shownPersons).map((id) => (
          <LinkButton key={id} onClick={() => onPerson(id)}>
            {t('audit:person', { id })}
          </LinkButton>
        ))}
        {personCount > shownPersons && (
          <small>{t('audit:morePersons', { count: personCount })}</small>
        )}
      </>
    ),
    fields: entry.fields
      .map((field) => known(`persons:field.${field}`, field))
      .join(t('persons:separator')),
    purpose: entry.purpose,
    origin: entry.origin === '-' ? '' : entry.origin,
  }
  return (
    <tr>
      {columns.map((column) => (
        <td data-column={column} data-label={t(`audit:column.${column}`)} key={column}>
          {cells[column]}
        </td>
      ))}
    </tr>
  )
}
