import type { MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLockScreen } from '../../state/screen-lock.ts'
import { useMay, useMayImport, useSession } from '../../state/use-session.ts'
import { type Page, usePage } from '../url-state/use-page.ts'

/** What the account menu offers beside signing out. */
export function useAccountItems(): NonNullable<MenuProps['items']> {
  const { t } = useTranslation()
  const [, open] = usePage()
  const lock = useLockScreen()
  const mayManage = useMay('account.manage')
  const mayVisit = useMay('registry.write')
  const mayImport = useMayImport()
  const { isDemonstration } = useSession()
  const toPage = (name: Page['name'], section: string) => () => open({ name, section })
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
    ...(mayVisit
      ? [{ key: 'visits', label: t('visits:title'), onClick: toPage('visits', 'round') }]
      : []),
    ...(mayImport
      ? [{ key: 'import', label: t('imports:title'), onClick: toPage('registry', 'import') }]
      : []),
    { key: 'sessions', label: t('session:own.sessions'), onClick: toPage('me', 'sessions') },
    ...(isDemonstration
      ? []
      : [{ key: 'password', label: t('session:own.password'), onClick: toPage('me', 'password') }]),
    { key: 'lock', label: t('session:lock'), onClick: lock },
  ]
}
