import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ColouringLegend } from '../../features/colouring/colouring-legend.tsx'
import { LayerSwitches } from '../../features/layers/layer-switches.tsx'
import { useOverview } from '../../features/overview/overview-queries.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { useCityState } from '../../state/use-city-state.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { useThemeName } from '../theme/use-theme-name.ts'
import { useCommunities } from '../use-communities.ts'
import styles from './legend-panel.module.css'

type Page = 'colouring' | 'layers'

interface LegendPanelProps {
  isOpen: boolean
  onToggle: () => void
}

/** Colouring with its legend, layer switches, and the lists of buildings out of the ordinary. */
export function LegendPanel({ isOpen, onToggle }: LegendPanelProps) {
  const { t } = useTranslation()
  const [page, setPage] = useState<Page>('colouring')
  const communities = useCommunities()
  const isDark = useThemeName() === 'dark'
  if (!isOpen) {
    return (
      <div className={styles.closed}>
        <IconButton
          icon="layers"
          isExpanded={false}
          label={t('map:legend')}
          onClick={onToggle}
          tooltipPlacement="right"
        />
      </div>
    )
  }
  return (
    <section aria-label={t('map:legend')} className={styles.panel}>
      <header>
        <Segmented
          onChange={setPage}
          options={(['colouring', 'layers'] as const).map((value) => ({
            value,
            label: t(`map:page.${value}`),
          }))}
          size="small"
          value={page}
        />
        <IconButton icon="minus" isExpanded label={t('map:hideLegend')} onClick={onToggle} />
      </header>
      {page === 'colouring' ? (
        <ColouringLegend communities={communities} isDark={isDark} />
      ) : (
        <LayerSwitches />
      )}
      <SpecialLists />
    </section>
  )
}

function SpecialLists() {
  const { t } = useTranslation()
  const { count } = useFormatters()
  const hidden = useCityState((state) => state.hiddenBuildings.size)
  const showPanelList = useCityState((state) => state.showPanelList)
  const unassigned = useOverview().data?.unassignedBuildings ?? 0
  if (hidden === 0 && unassigned === 0) return null
  return (
    <div className={styles.lists}>
      {hidden > 0 && (
        <LinkButton onClick={() => showPanelList('hidden-buildings')}>
          {t('map:hiddenBuildings', { number: count(hidden) })}
        </LinkButton>
      )}
      {unassigned > 0 && (
        <LinkButton onClick={() => showPanelList('unassigned-buildings')}>
          {t('map:unassignedBuildings', { number: count(unassigned) })}
        </LinkButton>
      )}
    </div>
  )
}
