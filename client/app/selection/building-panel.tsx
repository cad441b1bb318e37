import { Tabs } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Building } from '../../../server/contract/buildings.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { BelongsTo, BuildingFacts } from '../../features/buildings/building-facts.tsx'
import { BuildingHeader } from '../../features/buildings/building-header.tsx'
import { useBuilding } from '../../features/buildings/building-queries.ts'
import { MatrixTab } from '../../features/dwellings/matrix-tab.tsx'
import { ExportMenu } from '../../features/exports/export-menu.tsx'
import { HouseholdsTab } from '../../features/households/households-tab.tsx'
import { useShops } from '../../features/shops/shop-queries.ts'
import { ShopsTab } from '../../features/shops/shops-tab.tsx'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { useCityState } from '../../state/use-city-state.ts'
import { CountOfPeople } from '../../ui/count-of-people.tsx'
import { Figures } from '../../ui/named-values.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { AsOfBar } from '../as-of/as-of-bar.tsx'
import { useIsPhone } from '../shell/use-is-phone.ts'
import { useNavigation } from '../use-navigation.ts'
import { ChosenDwelling } from './chosen-dwelling.tsx'
import styles from './selection-panel.module.css'

type TabKey = 'matrix' | 'households' | 'shops' | 'facts'

/** A building: facts, who lives there by floor and door, shops, and where it belongs. */
export function BuildingPanel({ id }: { id: number }) {
  const { t } = useTranslation()
  const { data: building, error, refetch } = useBuilding(id)
  if (!building && error) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!building) return <RowsSkeleton label={t('shell:loading')} rows={10} />
  return <LoadedBuilding building={building} />
}

function LoadedBuilding({ building }: { building: Building }) {
  const { t } = useTranslation()
  const { count } = useFormatters()
  const { fly, goTo, goToArea } = useNavigation()
  const isHidden = useCityState((state) => state.hiddenBuildings.has(building.id))
  const hideBuilding = useCityState((state) => state.hideBuilding)
  const showBuilding = useCityState((state) => state.showBuilding)
  const [tab, setTab] = useState<TabKey>(firstTab(building))
  const dwellingId = useCityState((state) => state.selection?.dwellingId)
  useEffect(() => {
    // A dwelling that a search or a list has led to is seen in the matrix.
    if (dwellingId !== undefined) setTab((shown) => (shown === 'households' ? shown : 'matrix'))
  }, [dwellingId])
  return (
    <>
      <BuildingHeader
        actions={<ExportMenu within={{ kind: 'building', id: building.id }} />}
        building={building}
        isHidden={isHidden}
        onFly={() => fly({ kind: 'building', id: building.id })}
        onHide={() => hideBuilding(building.id)}
        onShow={() => showBuilding(building.id)}
      />
      <div className={styles.body}>
        <BelongsTo building={building} onSelectArea={goToArea} />
        <Figures
          items={[
            { label: t('buildings:count.floors'), value: count(building.floorCount) },
            {
              label: t('buildings:count.households'),
              value: <CountOfPeople value={building.householdCount} />,
            },
            {
              label: t('buildings:count.persons'),
              value: <CountOfPeople value={building.personCount} />,
            },
            { label: t('buildings:count.shops'), value: count(building.shopCount) },
          ]}
        />
        <AsOfBar />
        <Tabs
          activeKey={tab}
          className={styles.tabs ?? ''}
          items={(['matrix', 'households', 'shops', 'facts'] as const).map((key) => ({
            key,
            label: t(`buildings:tab.${key}`),
          }))}
          onChange={(key) => setTab(key as TabKey)}
          size="small"
        />
        {tab === 'facts' ? (
          <div className={styles.facts}>
            <BuildingFacts
              building={building}
              onSelectEstate={(id) => goTo({ kind: 'estate', id })}
            />
          </div>
        ) : (
          <BuildingTab building={building} tab={tab} />
        )}
        {(tab === 'matrix' || tab === 'households') && <ChosenDwelling buildingId={building.id} />}
      </div>
    </>
  )
}

function BuildingTab({ building, tab }: { building: Building; tab: TabKey }) {
  const { goTo } = useNavigation()
  const isPhone = useIsPhone()
  const shops = useShops(building.id).data?.items
  const dwellingId = useCityState((state) => state.selection?.dwellingId)
  const selectDwelling = useCityState((state) => state.selectDwelling)
  const hoverFloor = useCityState((state) => state.hoverFloor)
  if (tab === 'households') {
    return (
      <HouseholdsTab
        buildingId={building.id}
        onSelect={selectDwelling}
        selectedDwellingId={dwellingId}
      />
    )
  }
  if (tab === 'shops') {
    return <ShopsTab building={building} onSelect={({ id }) => goTo({ kind: 'shop', id })} />
  }
  return (
    <MatrixTab
      building={building}
      onHoverFloor={hoverFloor}
      onSelect={selectDwelling}
      rowHeight={isPhone ? 29 : 23}
      selectedId={dwellingId}
      shops={shops ?? noShops}
    />
  )
}

const noShops: readonly { floor: number }[] = []

/** The tab that has something to say. */
function firstTab({ dwellingCount, shopCount }: Building): TabKey {
  if (dwellingCount) return 'matrix'
  return shopCount > 0 ? 'shops' : 'facts'
}
