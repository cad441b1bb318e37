import { type ReactNode, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import { ConnectionBanner } from '../../features/connection/connection-banner.tsx'
import { HelpDialog } from '../../features/help/help-dialog.tsx'
import { MeasurePanel } from '../../features/measuring/measure-panel.tsx'
import { EmptyCity } from '../../features/overview/empty-city.tsx'
import { useOverview } from '../../features/overview/overview-queries.ts'
import { useCityState } from '../../state/use-city-state.ts'
import { usePreferences } from '../../state/use-preferences.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { useCommands } from '../keyboard/use-commands.ts'
import { useMapKeys } from '../keyboard/use-map-keys.ts'
import { LegendPanel } from '../map/legend-panel.tsx'
import { MapArea } from '../map/map-area.tsx'
import { MapControls } from '../map/map-controls.tsx'
import { useMeasuring } from '../map/use-measuring.ts'
import { SelectionPanel } from '../selection/selection-panel.tsx'
import { useSelectionTitle } from '../selection/use-selection-title.ts'
import { BottomSheet } from './bottom-sheet.tsx'
import styles from './shell.module.css'
import { StatusBar } from './status-bar.tsx'
import { DemonstrationTag, TopBar } from './top-bar.tsx'
import { TreePanel } from './tree-panel.tsx'
import { useIsPhone } from './use-is-phone.ts'

/** In smaller windows the legend would cover most of the map or of the tree: it starts folded. */
const hasRoomForLegend = () => window.innerWidth >= 1100 && window.innerHeight >= 760

/** The whole screen: bars above and below, the map between them, panels floating over it. */
export function Shell() {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const { data: overview, error: overviewError, refetch: askOverview } = useOverview()
  const measuring = useMeasuring()
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [isLegendOpen, setLegendOpen] = useState(hasRoomForLegend)
  const isTreeOpen = usePreferences((preferences) => preferences.isTreeOpen)
  const setTreeOpen = usePreferences((preferences) => preferences.setTreeOpen)
  const toggleTree = useCallback(() => setTreeOpen(!isTreeOpen), [setTreeOpen, isTreeOpen])
  const openHelp = useCallback(() => setHelpOpen(true), [])
  const closeHelp = useCallback(() => {
    setHelpOpen(false)
    return isHelpOpen
  }, [isHelpOpen])
  const searchInput = useRef<HTMLInputElement>(null)
  useMapKeys(
    useCommands({ searchInput, endMeasuring: measuring.end, openHelp, closeHelp, toggleTree }),
  )
  const city = overview?.city
  const hasFailed = overview === undefined && overviewError !== null

  return (
    <div className={styles.shell}>
      {isTreeOpen && !isPhone && (
        <a className={styles.skip} href="#areas">
          {t('shell:skip')}
        </a>
      )}
      <TopBar
        isTreeOpen={isTreeOpen}
        onHelp={openHelp}
        onMeasure={measuring.start}
        onToggleTree={toggleTree}
        overview={overview}
        searchInput={searchInput}
      />
      <main className={styles.stage}>
        <ConnectionBanner />
        <MapArea cityBounds={city?.bbox} isHeld={hasFailed} />
        {hasFailed && (
          <div className={styles.emptyCity}>
            <ProblemView onRetry={askOverview} problem={toApiProblem(overviewError)} />
          </div>
        )}
        {overview && !city && (
          <div className={styles.emptyCity}>
            <EmptyCity />
          </div>
        )}
        <div className={styles.left}>
          <TreePanel
            isDemonstration={city?.isDemonstration ?? false}
            isOpen={isTreeOpen}
            isPhone={isPhone}
            onToggle={toggleTree}
          />
          <div className={styles.legend}>
            <LegendPanel isOpen={isLegendOpen} onToggle={() => setLegendOpen(!isLegendOpen)} />
          </div>
        </div>
        {isPhone && city?.isDemonstration && (
          <div className={styles.tag}>
            <DemonstrationTag />
          </div>
        )}
        <RightSide isPhone={isPhone}>
          {measuring.kind && (
            <div className={styles.measure}>
              <MeasurePanel
                kind={measuring.kind}
                onAgain={() => measuring.kind && measuring.start(measuring.kind)}
                onClose={measuring.end}
                result={measuring.result}
              />
            </div>
          )}
          <MapControls />
        </RightSide>
      </main>
      {!isPhone && <StatusBar overview={overview} />}
      <HelpDialog isOpen={isHelpOpen} onClose={closeHelp} />
    </div>
  )
}

/** The panel of the selection and, to its left or above it, what belongs to the map. */
function RightSide({ isPhone, children }: { isPhone: boolean; children: ReactNode }) {
  const { t } = useTranslation()
  const selection = useCityState((state) => state.selection)
  const isOpen = useCityState((state) => Boolean(state.selection ?? state.panelList))
  const title = useSelectionTitle(selection)
  const label = t('shell:panel')
  return (
    <>
      <div className={styles.controls} data-beside-panel={isOpen || undefined}>
        {children}
      </div>
      {isOpen && isPhone && (
        <BottomSheet label={label}>
          <SelectionPanel />
        </BottomSheet>
      )}
      {isOpen && !isPhone && (
        <aside aria-label={label} className={styles.panel}>
          <SelectionPanel />
        </aside>
      )}
      <div aria-live="polite" className="visually-hidden" data-testid="announcement">
        {title && t('shell:selected', { title })}
      </div>
    </>
  )
}
