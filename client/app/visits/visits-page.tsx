import { useTranslation } from 'react-i18next'
import { OpenVisits } from '../../features/visits/open-visits.tsx'
import { useOutbox } from '../../features/visits/outbox/use-outbox.ts'
import { OutboxView } from '../../features/visits/outbox-view.tsx'
import { RoundView } from '../../features/visits/round-view.tsx'
import { StopView } from '../../features/visits/stop-view.tsx'
import { FullPage } from '../../ui/full-page.tsx'
import type { Page } from '../url-state/use-page.ts'
import { useNavigation } from '../use-navigation.ts'

const sections = ['round', 'outbox', 'open'] as const
type Section = (typeof sections)[number]

interface VisitsPageProps {
  /** `stop-7` is the form for household 7. */
  section: string
  onOpen: (page: Page | undefined) => void
}

/** The round of a zone worker or grid leader; written down on the phone, with or without a network. */
export function VisitsPage({ section, onOpen }: VisitsPageProps) {
  const { t } = useTranslation()
  const { goTo } = useNavigation()
  const { shown } = useOutbox()
  const open = (key: string) => onOpen({ name: 'visits', section: key })
  const householdId = Number(/^stop-(\d{1,10})$/.exec(section)?.[1]) || undefined
  const current: Section = sections.find((key) => key === section) ?? 'round'
  const count = shown.entries.length
  return (
    <FullPage
      closeLabel={t('session:backToMap')}
      current={current}
      onClose={() => onOpen(undefined)}
      onSection={open}
      sections={sections.map((key) => ({
        key,
        label: `${t(`visits:section.${key}`)}${key === 'outbox' && count > 0 ? ` (${count})` : ''}`,
      }))}
      title={t('visits:title')}
    >
      {householdId !== undefined && (
        <StopView householdId={householdId} key={householdId} onDone={() => open('round')} />
      )}
      {householdId === undefined && current === 'round' && (
        <RoundView onOpen={(id) => open(`stop-${id}`)} />
      )}
      {current === 'outbox' && <OutboxView />}
      {current === 'open' && (
        <OpenVisits
          onGo={({ buildingId, dwellingId }) => {
            onOpen(undefined)
            goTo({ kind: 'building', id: buildingId, dwellingId })
          }}
        />
      )}
    </FullPage>
  )
}
