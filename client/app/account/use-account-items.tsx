import type { MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLockScreen } from '../../state/screen-lock.ts'
import { useMay, useSession } from '../../state/use-session.ts'
import { usePage } from '../url-state/use-page.ts'

/** What the account menu offers beside signing out. */
export function useAccountItems(): NonNullable<MenuProps['items']> {
  const { t } = useTranslation()
  const [, open] = usePage()
  const lock = useLockScreen()
  const mayManage = useMay('account.manage')
  const { isDemonstration } = useSession()
  const toPage = (name: 'admin' | 'me', section: string) => () => open({ name, section })
  return [
    { type: 'divider' },
    ...(mayManage
      ? [
          {
            key: 'admin',
            label: t('accounts:administration'),
            onClick: toPage('admin', 'accounts'),
          },
        ]
      : []),
    { key: 'sessions', label: t('session:own.sessions'), onClick: toPage('me', 'sessions') },
    ...(isDemonstration
      ? []
      : [{ key: 'password', label: t('session:own.password'), onClick: toPage('me', 'password') }]),
    { key: 'lock', label: t('session:lock'), onClick: lock },
  ]
}
