import { Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../state/use-session.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './account-menu.module.css'
import { useSignOut } from './session-queries.ts'

interface AccountMenuProps {
  items?: MenuProps['items']
  /** Asked first; false keeps the session. */
  beforeSignOut: () => Promise<boolean>
}

/** Who is signed in, what that person's area is, and the way out. */
export function AccountMenu({ items = [], beforeSignOut }: AccountMenuProps) {
  const { t } = useTranslation()
  const { displayName, role, area, department } = useSession()
  const signOut = useSignOut()
  const leave = async (everywhere: boolean) => {
    if (await beforeSignOut()) signOut.mutate({ everywhere })
  }
  const reach = area?.name ?? t('session:wholeCity')
  const menu: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: (
        <div className={styles.who}>
          <b>{displayName}</b>
          <span>
            {[t(`vocabulary:role.${role}`), department?.name, reach].filter(Boolean).join(' · ')}
          </span>
        </div>
      ),
    },
    ...(items ?? []),
    { type: 'divider' },
    {
      key: 'out',
      label: t('session:signOut'),
      onClick: () => void leave(false),
    },
    {
      key: 'out-everywhere',
      label: t('session:signOutEverywhere'),
      onClick: () => void leave(true),
    },
  ]
  return (
    <Dropdown menu={{ items: menu }} placement="bottomRight" trigger={['click']}>
      <button
        aria-haspopup="menu"
        aria-label={`${t('session:account', { name: displayName })}, ${t(`vocabulary:role.${role}`)}`}
        className={styles.button}
        data-testid="account-menu"
        type="button"
      >
        <Icon name="person" />
        <span className={styles.role}>{t(`vocabulary:role.${role}`)}</span>
      </button>
    </Dropdown>
  )
}
