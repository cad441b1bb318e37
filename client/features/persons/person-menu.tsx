import { Dropdown, type MenuProps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../server/contract/buildings.ts'
import { useMay } from '../../state/use-session.ts'
import { Icon } from '../../ui/icon.tsx'
import { CorrectionDialog } from './correction-dialog.tsx'
import { ErasureDialog } from './erasure-dialog.tsx'
import styles from './person-field.module.css'
import { ReportDialog } from './report-dialog.tsx'
import { RestrictionDialog } from './restriction-dialog.tsx'

type Act = 'report' | 'correct' | 'restrict' | 'erase'

interface PersonMenuProps {
  member: HouseholdMember
  /** What else can be done about the person, before what they may ask for. */
  before: { key: string; label: string; onClick: () => void }[]
}

/** What can be done about a person; what a resident may ask for, for who may do it. */
export function PersonMenu({ member, before }: PersonMenuProps) {
  const { t } = useTranslation()
  const mayAct = useMay('person.rights')
  const [act, setAct] = useState<Act>()
  if (!mayAct && before.length === 0) return null
  const { personId, isRestricted } = member
  const name = member.name ?? ''
  const rights: MenuProps['items'] = (['report', 'correct', 'restrict', 'erase'] as const).map(
    (key) => ({
      key,
      label: t(key === 'restrict' && isRestricted ? 'persons:act.release' : `persons:act.${key}`),
      danger: key === 'erase',
      onClick: () => setAct(key),
    }),
  )
  const items: MenuProps['items'] = mayAct ? [...before, { type: 'divider' }, ...rights] : before
  const close = () => setAct(undefined)
  const label = t('persons:menu', { name })
  return (
    <>
      <Dropdown menu={{ items }} placement="bottomRight" trigger={['click']}>
        <button
          aria-haspopup="menu"
          aria-label={label}
          className={`${styles.lock} ${styles.menu}`}
          title={label}
          type="button"
        >
          <Icon name="more" size={16} />
        </button>
      </Dropdown>
      {act === 'report' && <ReportDialog onClose={close} personId={personId} />}
      {act === 'correct' && <CorrectionDialog name={name} onClose={close} personId={personId} />}
      {act === 'restrict' && (
        <RestrictionDialog
          isRestricted={isRestricted}
          name={name}
          onClose={close}
          personId={personId}
        />
      )}
      {act === 'erase' && <ErasureDialog name={name} onClose={close} personId={personId} />}
    </>
  )
}
