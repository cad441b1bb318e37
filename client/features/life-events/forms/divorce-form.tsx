import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../../server/contract/buildings.ts'
import styles from '../../../ui/dialog-form.module.css'
import { ActFrame } from '../frame/act-frame.tsx'
import { actOn } from '../frame/life-act.ts'
import { nameOf } from '../frame/record-lines.ts'

interface DivorceFormProps {
  member: HouseholdMember
  onClose: () => void
}

/** A marriage ends; both stay where they live. */
export function DivorceForm({ member, onClose }: DivorceFormProps) {
  const { t } = useTranslation()
  const { personId } = member
  return (
    <ActFrame
      of={{ personId }}
      onClose={onClose}
      title={t('acts:title.divorce', { name: nameOf(member) })}
      toAct={(event) => actOn('person', personId, 'divorce', event)}
      toMine={() => ({ spouse: t('acts:single') })}
    >
      {({ person, household }) => {
        const spouse = household?.body.members.find((one) => one.personId === person?.body.spouseId)
        return (
          <p className={styles.hint}>
            {spouse && `${t('acts:marriedTo', { name: nameOf(spouse) })} `}
            {person && !person.body.spouseId ? t('acts:notMarried') : t('acts:divorceMeans')}
          </p>
        )
      }}
    </ActFrame>
  )
}
