import type { MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../server/contract/buildings.ts'
import { useMay } from '../../state/use-session.ts'
import { ActsMenu } from '../../ui/acts-menu.tsx'
import { type RightsAsked, rightsAsked } from './rights-dialog.tsx'

type Items = NonNullable<MenuProps['items']>

interface PersonMenuProps {
  member: HouseholdMember
  /** What else can be done about the person, before what they may ask for. */
  before: Items
  onAsk: (what: RightsAsked) => void
}

/** What can be done about a person; what a resident may ask for, for who may do it. */
export function PersonMenu({ member, before, onAsk }: PersonMenuProps) {
  const { t } = useTranslation()
  const mayAct = useMay('person.rights')
  if (!mayAct && before.length === 0) return null
  const rights: Items = rightsAsked.map((key) => ({
    key,
    label: t(
      key === 'restrict' && member.isRestricted ? 'persons:act.release' : `persons:act.${key}`,
    ),
    danger: key === 'erase',
    onClick: () => onAsk(key),
  }))
  return (
    <ActsMenu
      items={mayAct ? [...before, { type: 'divider' }, ...rights] : before}
      label={t('persons:menu', { name: member.name ?? '' })}
    />
  )
}
