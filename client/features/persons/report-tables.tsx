import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonReport } from '../../../server/contract/person-rights.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import styles from './person-report-view.module.css'

/** What was corrected, when, by whom and why. */
export function CorrectionTable({ corrections }: Pick<PersonReport, 'corrections'>) {
  const { t } = useTranslation()
  const { moment } = useFormatters()
  if (corrections.length === 0) return <p>{t('persons:report.none')}</p>
  return (
    <ReportTable columns={['when', 'field', 'old', 'new', 'by', 'why']}>
      {corrections.map((one) => (
        <tr key={one.at + one.field}>
          <td>{moment(one.at)}</td>
          <td>{t(`persons:field.${one.field}`)}</td>
          <td>{one.isClear ? (one.old ?? '–') : '***'}</td>
          <td>{one.isClear ? (one.new ?? '–') : '***'}</td>
          <td>{one.by}</td>
          <td>{one.reason}</td>
        </tr>
      ))}
    </ReportTable>
  )
}

/** Which acts changed home or family, on which day, and who recorded them. */
export function LifeEventTable({ lifeEvents }: Pick<PersonReport, 'lifeEvents'>) {
  const { t } = useTranslation()
  const { date, moment } = useFormatters()
  if (lifeEvents.length === 0) return <p>{t('persons:report.none')}</p>
  return (
    <ReportTable columns={['day', 'did', 'by', 'when', 'why']}>
      {lifeEvents.map((act) => (
        <tr key={act.id}>
          <td>{date(act.happenedOn)}</td>
          <td>
            {t(`audit:action.person.${act.kind}`)}
            {act.isUndone && ` · ${t('persons:report.undone')}`}
          </td>
          <td>{act.by}</td>
          <td>{moment(act.at)}</td>
          <td>{act.reason ?? '–'}</td>
        </tr>
      ))}
    </ReportTable>
  )
}

/** Which shops somebody runs or ran. */
export function ShopTable({ shops }: Pick<PersonReport, 'shops'>) {
  const { t } = useTranslation()
  const { date } = useFormatters()
  if (shops.length === 0) return <p>{t('persons:report.none')}</p>
  return (
    <ReportTable columns={['shop', 'from', 'until']}>
      {shops.map(({ id, name, from, until }) => (
        <tr key={`${id} ${from}`}>
          <td>{name}</td>
          <td>{from ? date(from) : '–'}</td>
          <td>{until ? date(until) : '–'}</td>
        </tr>
      ))}
    </ReportTable>
  )
}

/** Who was at the door, and what was found of this person. */
export function VisitTable({ visits }: Pick<PersonReport, 'visits'>) {
  const { t } = useTranslation()
  const { moment } = useFormatters()
  if (visits.length === 0) return <p>{t('persons:report.none')}</p>
  return (
    <ReportTable columns={['when', 'by', 'outcome', 'found', 'notes']}>
      {visits.map(({ id, at, by, outcome, findings, hasNotes, notes }) => (
        <tr key={id}>
          <td>{moment(at)}</td>
          <td>{by}</td>
          <td>{t(`visits:outcome.${outcome}`)}</td>
          <td>
            {findings
              .map(({ kind, note }) =>
                [t(`visits:finding.${kind}`), note].filter(Boolean).join(': '),
              )
              .join(t('persons:separator')) || '–'}
          </td>
          <td>{notes ?? (hasNotes ? t('persons:report.aboutOthers') : '–')}</td>
        </tr>
      ))}
    </ReportTable>
  )
}

/** Who saw or changed what, when and what for. */
export function LookTable({ looks }: Pick<PersonReport, 'looks'>) {
  const { t, i18n } = useTranslation()
  const { moment, count } = useFormatters()
  const toRole = (role: string) =>
    i18n.exists(`vocabulary:role.${role}`) ? t(`vocabulary:role.${role}`) : role
  return (
    <ReportTable columns={['when', 'by', 'did', 'fields', 'why']}>
      {looks.map((look) => (
        <tr key={look.at + look.action + look.by}>
          <td>{moment(look.at)}</td>
          <td>
            {look.by} · {toRole(look.role)}
          </td>
          <td>
            {t(`audit:action.${look.action}`)}
            {look.count > 1 && ` × ${count(look.count)}`}
          </td>
          <td>
            {look.fields.map((field) => t(`persons:field.${field}`)).join(t('persons:separator'))}
          </td>
          <td>{look.purpose}</td>
        </tr>
      ))}
    </ReportTable>
  )
}

interface ReportTableProps {
  /** Keys of their titles. */
  columns: readonly string[]
  /** Rows. */
  children: ReactNode
}

function ReportTable({ columns, children }: ReportTableProps) {
  const { t } = useTranslation()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`persons:report.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
