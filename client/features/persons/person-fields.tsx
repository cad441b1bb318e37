import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../server/contract/buildings.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { PersonField } from './person-field.tsx'
import styles from './person-fields.module.css'
import { useRevealedPerson } from './revealed-person.tsx'

const shown = ['birth-date', 'phone', 'identity-number'] as const

/** The personal fields of one member, each with its lock. */
export function PersonFields({ member }: { member: HouseholdMember }) {
  const { t } = useTranslation()
  const { revealed, forget } = useRevealedPerson()
  return (
    <div className={styles.block}>
      <dl className={styles.fields}>
        {shown.map((field) => (
          <div key={field}>
            <dt>{t(`persons:field.${field}`)}</dt>
            <dd>
              <PersonField field={field} member={member} />
            </dd>
          </div>
        ))}
      </dl>
      {revealed?.personId === member.personId && (
        <p className={styles.note} role="status">
          {t('persons:reveal.shown')}{' '}
          <LinkButton onClick={forget}>{t('persons:reveal.hide')}</LinkButton>
        </p>
      )}
    </div>
  )
}
