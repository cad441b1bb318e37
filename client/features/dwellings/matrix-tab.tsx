import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Building } from '../../../server/contract/buildings.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { DwellingMatrix } from './dwelling-matrix.tsx'
import { useDwellings } from './dwelling-queries.ts'
import { layOutMatrix } from './matrix-layout.ts'
import { MatrixLegend } from './matrix-legend.tsx'

export interface MatrixTabProps {
  building: Building
  shops: readonly { floor: number }[]
  rowHeight: number
  selectedId: number | undefined
  onSelect: (dwellingId: number) => void
  onHoverFloor: (floor: number | undefined) => void
}

/** The matrix of a building with its loading, empty and failed states. */
export function MatrixTab({ building, shops, ...matrixProps }: MatrixTabProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useDwellings(building.id)
  const layout = useMemo(
    () => data && layOutMatrix({ ...building, dwellings: data.items, shops }),
    [building, data, shops],
  )
  if (!layout && error) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!layout) return <RowsSkeleton label={t('shell:loading')} rows={8} />
  if (layout.columnCount === 0) return <StateView icon="empty" title={t('dwellings:none')} />
  return (
    <>
      <DwellingMatrix layout={layout} {...matrixProps} />
      <MatrixLegend layout={layout} />
    </>
  )
}
