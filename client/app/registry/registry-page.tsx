import { useTranslation } from 'react-i18next'
import { NewImport } from '../../features/imports/new-import.tsx'
import { PastImports } from '../../features/imports/past-imports.tsx'
import { FullPage } from '../../ui/full-page.tsx'
import type { Page } from '../url-state/use-page.ts'

const sections = ['import', 'imports'] as const

interface RegistryPageProps {
  section: string
  onOpen: (page: Page | undefined) => void
}

/** Rosters from files: a new one, and what became of the others. `imports-7` is one of them. */
export function RegistryPage({ section, onOpen }: RegistryPageProps) {
  const { t } = useTranslation()
  const open = (key: string) => onOpen({ name: 'registry', section: key })
  const batchId = Number(/^imports-(\d{1,9})$/.exec(section)?.[1]) || undefined
  const isNew = section === 'import'
  return (
    <FullPage
      closeLabel={t('session:backToMap')}
      current={isNew ? 'import' : 'imports'}
      onClose={() => onOpen(undefined)}
      onSection={open}
      sections={sections.map((key) => ({ key, label: t(`imports:section.${key}`) }))}
      title={t('imports:title')}
    >
      {isNew ? (
        <NewImport onStarted={(id) => open(`imports-${id}`)} />
      ) : (
        <PastImports
          batchId={batchId}
          onBatch={(id) => open(id === undefined ? 'imports' : `imports-${id}`)}
        />
      )}
    </FullPage>
  )
}
