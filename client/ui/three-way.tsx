import { useTranslation } from 'react-i18next'
import type { RecordChange } from '../../server/contract/record-changes.ts'
import { useFormatters } from '../i18n/use-formatters.ts'
import styles from './three-way.module.css'

/** One thing that a record says. */
export interface RecordLine {
  key: string
  label: string
  value: string
  /** Tells values apart that read alike, such as masked ones; the value where nothing is said. */
  state?: string
}

interface ThreeWayProps {
  before: readonly RecordLine[]
  now: readonly RecordLine[]
  /** What was about to be recorded, by the key of its line. */
  mine: readonly RecordLine[]
  changes: readonly RecordChange[]
}

/**
 * A record that somebody else has changed: as it was when it was read, as it is now, and what was
 * about to be recorded. Only what differs is shown.
 */
export function ThreeWay({ before, now, mine, changes }: ThreeWayProps) {
  const { t } = useTranslation()
  const rows = toRows(before, now, mine)
  const columns = [t('acts:threeWay.before'), t('acts:threeWay.now'), t('acts:threeWay.mine')]
  return (
    <div className={styles.picture}>
      <p className={styles.notice} role="alert">
        {t('acts:threeWay.notice')}
      </p>
      <RecordedMeanwhile changes={changes} />
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, values, isChanged }) => (
            <tr data-changed={isChanged || undefined} key={key}>
              <th scope="row">{label}</th>
              {values.map((value, place) => (
                <td data-column={columns[place]} key={columns[place]}>
                  {value ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Who has recorded what, and when. */
function RecordedMeanwhile({ changes }: Pick<ThreeWayProps, 'changes'>) {
  const { t } = useTranslation()
  const { exactMoment } = useFormatters()
  return (
    <ul aria-label={t('acts:threeWay.changes')} className={styles.changes}>
      {changes.map(({ id, kind, field, at, by }) => (
        <li key={`${kind} ${id}`}>
          <time dateTime={at}>{exactMoment(at)}</time>{' '}
          {t('acts:threeWay.did', {
            by: by ?? t('acts:threeWay.somebody'),
            did: t(`audit:action.person.${kind}`),
          })}
          {field && ` · ${t(`persons:field.${field}`)}`}
        </li>
      ))}
      {changes.length === 0 && <li>{t('acts:threeWay.unknown')}</li>}
    </ul>
  )
}

interface Row {
  key: string
  label: string
  /** Before, now, mine. */
  values: readonly (string | undefined)[]
  isChanged: boolean
}

function toRows(
  before: readonly RecordLine[],
  now: readonly RecordLine[],
  mine: readonly RecordLine[],
): Row[] {
  const find = (lines: readonly RecordLine[], wanted: string) =>
    lines.find(({ key }) => key === wanted)
  const stateOf = (line: RecordLine | undefined) => line?.state ?? line?.value
  const labels = new Map([...mine, ...now, ...before].map(({ key, label }) => [key, label]))
  const keys = new Set([...before, ...now, ...mine].map(({ key }) => key))
  return [...keys].flatMap((key) => {
    const [was, is, wanted] = [find(before, key), find(now, key), find(mine, key)]
    const isChanged = stateOf(was) !== stateOf(is)
    if (!isChanged && !wanted) return []
    const values = [was?.value, is?.value, wanted?.value]
    return [{ key, label: labels.get(key) ?? '', values, isChanged }]
  })
}
