import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AreaLevelInfo } from '../../../server/contract/overview.ts'
import type { AreaLevel } from '../../../server/contract/vocabulary.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { CountOfPeople } from '../../ui/count-of-people.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Figures } from '../../ui/named-values.tsx'
import { PanelHeader } from '../../ui/panel-header.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { AreaFacts } from './area-facts.tsx'
import styles from './area-panel.module.css'
import { AreaParts } from './area-parts.tsx'
import { findAreaNode } from './area-tree.ts'
import { useAreaTree } from './use-area-tree.ts'

export interface AreaPanelProps {
  level: AreaLevel
  id: number
  /** Names and targets of the levels; they are configuration of the city. */
  levels: readonly AreaLevelInfo[]
  onSelect: (level: AreaLevel, id: number) => void
  onFly: () => void
  /** Buttons beside the title. */
  actions?: ReactNode
}

/** A community, zone or grid: its figures, its share of the target, its parts. */
export function AreaPanel({ level, id, levels, onSelect, onFly, actions }: AreaPanelProps) {
  const { t, i18n } = useTranslation()
  const { count } = useFormatters()
  const { tree, error, retry } = useAreaTree()
  const node = tree && findAreaNode(tree, level, id)
  if (!tree && error) return <ProblemView onRetry={retry} problem={toApiProblem(error)} />
  if (!tree) return <RowsSkeleton label={t('shell:loading')} />
  if (!node) return <StateView icon="empty" isAlert title={t('areas:panel.missing')} />

  const { area } = node
  const info = levels.find((candidate) => candidate.level === level)
  const levelName = i18n.language === 'en' ? info?.nameEn : info?.nameZh
  return (
    <>
      <PanelHeader
        actions={actions}
        detail={area.code}
        tag={levelName ?? t(`vocabulary:kind.${level}`)}
        title={area.name}
      />
      <Figures
        items={[
          {
            label: t('areas:count.households'),
            value: <CountOfPeople value={area.householdCount} />,
          },
          { label: t('areas:count.persons'), value: <CountOfPeople value={area.personCount} /> },
          { label: t('areas:count.buildings'), value: count(area.buildingCount) },
          { label: t('areas:count.shops'), value: count(area.shopCount) },
        ]}
      />
      <div className={styles.body}>
        <AreaFacts node={node} onSelect={onSelect} target={info?.targetHouseholdCount} />
        <div className={styles.actions}>
          <Button icon={<Icon name="fly" size={15} />} onClick={onFly}>
            {t('shell:fly')}
          </Button>
        </div>
        {node.parts.length > 0 && <AreaParts node={node} onSelect={onSelect} />}
      </div>
    </>
  )
}
