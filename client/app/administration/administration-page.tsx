import { useTranslation } from 'react-i18next'
import { AccountsSection } from '../../features/accounts/accounts-section.tsx'
import { DepartmentsSection } from '../../features/accounts/departments-section.tsx'
import { KeysSection } from '../../features/accounts/keys-section.tsx'
import { RolesSection } from '../../features/accounts/roles-section.tsx'
import { SettingsSection } from '../../features/accounts/settings-section.tsx'
import { FullPage } from '../../ui/full-page.tsx'
import type { Page } from '../url-state/use-page.ts'
import { AuditScreen } from './audit-screen.tsx'
import { useAreaOptions } from './use-area-options.ts'

const sections = ['accounts', 'departments', 'keys', 'roles', 'settings', 'audit'] as const
type SectionKey = (typeof sections)[number]

interface AdministrationPageProps {
  section: string
  onOpen: (page: Page | undefined) => void
}

/** Accounts, departments, keys, the rules of access, and the audit: for who keeps them. */
export function AdministrationPage({ section, onOpen }: AdministrationPageProps) {
  const { t } = useTranslation()
  const current = sections.find((key) => key === section) ?? 'accounts'
  return (
    <FullPage
      closeLabel={t('session:backToMap')}
      current={current}
      onClose={() => onOpen(undefined)}
      onSection={(key) => onOpen({ name: 'admin', section: key })}
      sections={sections.map((key) => ({ key, label: t(`accounts:section.${key}`) }))}
      title={t('accounts:administration')}
    >
      <SectionContent section={current} />
    </FullPage>
  )
}

function SectionContent({ section }: { section: SectionKey }) {
  switch (section) {
    case 'accounts':
      return <Accounts />
    case 'departments':
      return <DepartmentsSection />
    case 'keys':
      return <KeysSection />
    case 'roles':
      return <RolesSection />
    case 'settings':
      return <SettingsSection />
    case 'audit':
      return <AuditScreen />
  }
}

function Accounts() {
  return <AccountsSection areaOptions={useAreaOptions()} />
}
