import { Drawer } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'

/** Comes with ECharts, so it is loaded when it is first opened. */
const StatisticsPage = lazy(async () => {
  const { StatisticsPage: page } = await import('../../features/statistics/statistics-page.tsx')
  return { default: page }
})

interface StatisticsDrawerProps {
  isOpen: boolean
  onClose: () => void
}

/** The statistics over the whole screen; closing them comes back to the map as it was. */
export function StatisticsDrawer({ isOpen, onClose }: StatisticsDrawerProps) {
  const { t } = useTranslation()
  return (
    <Drawer
      closable={{ 'aria-label': t('statistics:close') }}
      destroyOnHidden
      onClose={onClose}
      open={isOpen}
      placement="right"
      size="100%"
      title={t('statistics:title')}
    >
      <Suspense fallback={<RowsSkeleton label={t('shell:loading')} rows={12} />}>
        <StatisticsPage />
      </Suspense>
    </Drawer>
  )
}
