import { Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RevealableField } from '../../../server/contract/access.ts'
import type { HouseholdMember } from '../../../server/contract/buildings.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { useSession } from '../../state/use-session.ts'
import { Icon } from '../../ui/icon.tsx'
import { toFieldLock } from './field-state.ts'
import styles from './person-field.module.css'
import { RevealDialog } from './reveal-dialog.tsx'
import { useRevealedPerson } from './revealed-person.tsx'

export interface PersonFieldProps {
  member: HouseholdMember
  field: RevealableField
}

/** A field as the server masks it, with its lock; in clear once it was revealed. */
export function PersonField({ member, field }: PersonFieldProps) {
  const { t } = useTranslation()
  const { date } = useFormatters()
  const { revealed } = useRevealedPerson()
  const values = revealed?.personId === member.personId ? revealed.values : {}
  const clear = values[field]
  if (clear !== undefined) {
    const text = field === 'birth-date' && clear ? date(clear) : clear
    return <mark className={styles.clear}>{text ?? t('persons:unknown')}</mark>
  }
  return (
    <span className={styles.field}>
      <MaskedValue field={field} member={member} />
      <Lock field={field} member={member} />
    </span>
  )
}

function MaskedValue({ member, field }: PersonFieldProps) {
  const { t } = useTranslation()
  const band = member.ageBand && t('households:age', { band: member.ageBand })
  const masked = {
    name: member.name,
    'birth-date': band,
    'identity-number': member.identityNumber,
    phone: member.phone,
  }[field]
  return masked ?? '–'
}

function Lock({ member, field }: PersonFieldProps) {
  const { t } = useTranslation()
  const session = useSession()
  const [isOpen, setOpen] = useState(false)
  const lock = toFieldLock(field, session, member.isRestricted)
  const isKnown = field === 'identity-number' ? member.identityNumber : member.phone
  if (lock === 'revealable' && (field === 'identity-number' || field === 'phone') && !isKnown) {
    return <small className={styles.unknown}>{t('persons:unknown')}</small>
  }
  const label =
    lock === 'revealable'
      ? t('persons:reveal.button', { field: t(`persons:field.${field}`), name: member.name ?? '' })
      : t(`persons:lock.${lock}`)
  const icon = <Icon name="lock" size={13} />
  return (
    <>
      <Tooltip mouseEnterDelay={0.3} title={label}>
        {lock === 'revealable' ? (
          <button
            aria-label={label}
            className={styles.lock}
            onClick={() => setOpen(true)}
            type="button"
          >
            {icon}
          </button>
        ) : (
          <span aria-label={label} className={styles.closed} role="img">
            {icon}
          </span>
        )}
      </Tooltip>
      {isOpen && <RevealDialog field={field} member={member} onClose={() => setOpen(false)} />}
    </>
  )
}
