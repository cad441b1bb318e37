import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PlaceFeature, PlaceKind } from '../../../server/contract/places.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { Icon } from '../../ui/icon.tsx'
import { Facts } from '../../ui/named-values.tsx'
import { PanelHeader } from '../../ui/panel-header.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import styles from './place-panel.module.css'
import { usePlace } from './place-queries.ts'

interface PlacePanelProps {
  kind: PlaceKind
  id: number
  onFly: (place: PlaceFeature) => void
  onSelectBuilding: (id: number) => void
}

/** Estates, streets and facilities: what search finds beside areas, buildings and shops. */
export function PlacePanel({ kind, id, onFly, onSelectBuilding }: PlacePanelProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = usePlace(kind, id)
  if (!data && error) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!data) return <RowsSkeleton label={t('shell:loading')} />
  const { name, kind: sort, address, buildingId } = data.properties
  return (
    <>
      <PanelHeader
        detail={address}
        tag={t(`vocabulary:kind.${kind}`)}
        title={name ?? t('places:nameless')}
      />
      <Facts items={[{ label: t('places:sort'), value: t(`places:${kind}.${sort}`) }]} />
      <div className={styles.actions}>
        <Button icon={<Icon name="fly" size={15} />} onClick={() => onFly(data)}>
          {t('shell:fly')}
        </Button>
        {buildingId !== null && (
          <Button
            icon={<Icon name="building" size={15} />}
            onClick={() => onSelectBuilding(buildingId)}
          >
            {t('places:toBuilding')}
          </Button>
        )}
      </div>
    </>
  )
}
