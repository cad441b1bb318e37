import { useTranslation } from 'react-i18next'
import type { Visit } from '../../../server/contract/visits.ts'
import styles from './both-versions.module.css'

/** What the visitor had before the eyes, beside what the register held when the visit arrived. */
export function BothVersions({ visit }: { visit: Visit }) {
  const { t } = useTranslation()
  const { seen, found } = visit
  return (
    <div className={styles.both}>
      <Version members={seen} others={found ?? []} title={t('visits:seen')} />
      {found ? (
        <Version members={found} others={seen} title={t('visits:found')} />
      ) : (
        <section>
          <h4>{t('visits:found')}</h4>
          <p>{t('visits:livesThereNoMore')}</p>
        </section>
      )}
    </div>
  )
}

interface VersionProps {
  title: string
  members: Visit['seen']
  /** The other version: what is not the same there is marked. */
  others: Visit['seen']
}

function Version({ title, members, others }: VersionProps) {
  const { t } = useTranslation()
  return (
    <section>
      <h4>{title}</h4>
      <ul>
        {members.map(({ personId, name, relationToHead }) => {
          const other = others.find((one) => one.personId === personId)
          const differs = other?.relationToHead !== relationToHead
          return (
            <li data-differs={differs || undefined} key={personId}>
              {differs && <span aria-hidden="true">≠ </span>}
              {name ?? t('visits:somebody')}{' '}
              <small>{t(`vocabulary:relation.${relationToHead}`)}</small>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
